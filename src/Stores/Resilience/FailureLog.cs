using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Resilience;

/// <summary>Tells the operator why clients get an error from a store, once a second at most: a store that is down under load must not drown the log.</summary>
public sealed partial class FailureLog(TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long? _told;
    private int _since;

    /// <param name="what">What was asked, such as an operation's name; nothing of the request itself.</param>
    /// <param name="status">The HTTP status the client got.</param>
    /// <param name="reason">Why.</param>
    public void Tell(string what, int status, string reason)
    {
        int more;
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_told is { } told && clock.GetElapsedTime(told, now) < Interval)
            {
                _since++;
                return;
            }

            (more, _since, _told) = (_since, 0, now);
        }

        Log(logger, what, status, reason, more);
    }

    /// <summary>Tells that a client has left before its answer was there: its own affair, so at debug level only.</summary>
    /// <param name="what">What was asked.</param>
    public void TellLeft(string what) => LogLeft(logger, what);

    [LoggerMessage(EventId = 2002, EventName = "StoreClientLeft", Level = LogLevel.Debug, Message = "{What} was answered 499: the client has left.")]
    private static partial void LogLeft(ILogger logger, string what);

    [LoggerMessage(EventId = 2001, EventName = "AnsweredWithError", Level = LogLevel.Error, Message = "{What} was answered {Status}: {Reason} ({More} more failures since the last message)")]
    private static partial void Log(ILogger logger, string what, int status, string reason, int more);
}

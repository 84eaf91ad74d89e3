using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Telemetry;

/// <summary>Tells once that the store is unavailable, then once a minute at most, then that it is back: every loop of a worker meets the same outage.</summary>
internal sealed partial class OutageLog(TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private long? _told;
    private bool _isOut;
    private int _since;

    /// <param name="reason">Why, in an operator's words.</param>
    public void Tell(string reason)
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

            (more, _since, _told, _isOut) = (_since, 0, now, true);
        }

        LogUnavailable(reason, more);
    }

    /// <summary>The store has answered.</summary>
    public void Over()
    {
        lock (_lock)
        {
            if (!_isOut)
                return;
            _isOut = false;
        }

        LogBack();
    }

    [LoggerMessage(EventId = 3001, EventName = "QueueStoreUnavailable", Level = LogLevel.Error, Message = "The queue's store is unavailable and is asked again: {Reason} ({More} more failures since the last message)")]
    private partial void LogUnavailable(string reason, int more);

    [LoggerMessage(EventId = 3002, EventName = "QueueStoreBack", Level = LogLevel.Information, Message = "The queue's store is back.")]
    private partial void LogBack();
}

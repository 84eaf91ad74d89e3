namespace JobsGateway.Gateway.Endpoints;

/// <summary>Tells the operator why clients get 503, once a second at most: a store that is down under load must not drown the log.</summary>
internal sealed partial class UnavailableLog(TimeProvider clock, ILogger<UnavailableLog> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long? _told;
    private int _since;

    public void Tell(string operation, string reason)
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

        Log(logger, operation, reason, more);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Operation} was answered 503: {Reason} ({More} more like it since the last message)")]
    private static partial void Log(ILogger logger, string operation, string reason, int more);
}

using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Modes.Copies;

/// <summary>Writes jobs that a server shows as ended to a local store, beside the requests, one after the other.</summary>
internal sealed partial class CopyKeeper
{
    private static readonly TimeSpan TellInterval = TimeSpan.FromMinutes(1);

    private readonly ModeMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly BoundedLane<(KeepCopy Keep, ShownJob Shown)> _lane;
    private long? _toldAt;

    public CopyKeeper(ModeMetrics metrics, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<CopyKeeper> logger)
    {
        _metrics = metrics;
        _clock = clock;
        _logger = logger;
        _stopping = lifetime.ApplicationStopping;
        _lane = new(work => KeepAsync(work.Keep, work.Shown), work => work.Shown.Body.Length);
    }

    /// <summary>How many jobs wait.</summary>
    public int Waiting => _lane.Waiting;

    /// <summary>Takes a job to keep, if it has ended; one that is dropped because too many wait is taken when it is fetched again.</summary>
    public void Offer(KeepCopy keep, ShownJob shown)
    {
        if (!_lane.TryAdd((keep, shown), keep.Options.QueueLength, concurrency: 1))
            _metrics.Copied("dropped");
    }

    // Nobody waits for it, so what goes wrong is told here.
    private async Task KeepAsync(KeepCopy keep, ShownJob shown)
    {
        try
        {
            if (!_stopping.IsCancellationRequested && shown.ToEnded() is { } job)
                _metrics.Copied(await KeepAsync(keep, job));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The gateway ends.
        }
        catch (Exception e)
        {
            _metrics.Copied("failed");
            Tell(keep.Store.Name, e);
        }
    }

    private async Task<string> KeepAsync(KeepCopy keep, ImportedJob job)
    {
        if (keep.Store.Opening != StoreOpening.Open)
            return "failed"; // Its log says why.
        var present = await keep.Store.Jobs.FetchByIdAsync(job.Index.Id, _stopping);
        if (present.Status == OutcomeStatus.Unavailable)
            return "failed";
        if (present.Status == OutcomeStatus.Found)
        {
            // A client may go on polling: what is there already is not to cost a write.
            if (present.Document.Utf8.Span.SequenceEqual(job.Document.Utf8.Span))
                return "unchanged";
            // What waited here while the job was retried there, and an import brought that, must not make it retryable again.
            if (JobAge.IsOlder(job.Document, present.Document))
                return "outdated";
        }

        var outcome = await keep.Importer.ImportAsync([job], _stopping);
        return outcome switch
        {
            { Conflicts.Count: > 0 } => "conflict",
            { Unchanged: > 0 } => "unchanged",
            _ => "kept",
        };
    }

    private void Tell(string store, Exception exception)
    {
        if (_toldAt is { } told && _clock.GetElapsedTime(told) < TellInterval)
            return;
        _toldAt = _clock.GetTimestamp();
        LogFailed(_logger, store, exception);
    }

    [LoggerMessage(EventId = 1321, EventName = "CopyNotWritten", Level = LogLevel.Error, Message = "A copy could not be written to the store {Store}. It is tried again when the job is fetched again.")]
    private static partial void LogFailed(ILogger logger, string store, Exception exception);
}

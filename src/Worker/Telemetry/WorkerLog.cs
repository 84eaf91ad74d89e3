using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Telemetry;

/// <summary>What a worker tells. Jobs are named by their ids; their data are never shown. What an exception says may hold some, so it is told at level debug only.</summary>
internal sealed partial class WorkerLog(ILoggerFactory loggers)
{
    /// <summary>The category of all logs of a queue and its worker.</summary>
    public const string Category = "JobsGateway.Worker";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    [LoggerMessage(EventId = 3010, EventName = "WorkStarted", Level = LogLevel.Information, Message = "Working on jobs named {Name}: {Concurrency} at once, {MaximumAttempts} attempts each.")]
    public partial void Started(string name, int concurrency, int maximumAttempts);

    [LoggerMessage(EventId = 3011, EventName = "JobEnded", Level = LogLevel.Debug, Message = "The {Name} job {Id} ended as {Result} at attempt {Attempt}.")]
    public partial void Ended(string name, JobId id, int attempt, string result);

    [LoggerMessage(EventId = 3012, EventName = "AttemptFailed", Level = LogLevel.Warning, Message = "Attempt {Attempt} of the {Name} job {Id} failed ({Failure}): {Result}.")]
    public partial void AttemptFailed(string name, JobId id, int attempt, string failure, string result);

    [LoggerMessage(EventId = 3013, EventName = "HandlerThrew", Level = LogLevel.Debug, Message = "What the handler of the {Name} job {Id} has thrown.")]
    public partial void Thrown(string name, JobId id, Exception exception);

    [LoggerMessage(EventId = 3014, EventName = "LeaseLost", Level = LogLevel.Warning, Message = "The lease of the {Name} job {Id} was lost at attempt {Attempt}: another worker has it, or it has ended. What this attempt did is not written.")]
    public partial void Lost(string name, JobId id, int attempt);

    [LoggerMessage(EventId = 3015, EventName = "EndAlreadyWritten", Level = LogLevel.Debug, Message = "The end of the {Name} job {Id} had been written although the store did not answer.")]
    public partial void WrittenBefore(string name, JobId id);

    [LoggerMessage(EventId = 3016, EventName = "EndNotWritten", Level = LogLevel.Error, Message = "The end of the {Name} job {Id} ({Result}) could not be written before its lease ended: {Reason} The job will be taken back and run again.")]
    public partial void NotWritten(string name, JobId id, string result, string reason);

    [LoggerMessage(EventId = 3017, EventName = "EndNotStorable", Level = LogLevel.Error, Message = "What the handler of the {Name} job {Id} has to write can't be stored ({Failure}); the job fails.")]
    public partial void NotStorable(string name, JobId id, string failure);

    [LoggerMessage(EventId = 3018, EventName = "JobsReclaimed", Level = LogLevel.Information, Message = "Took back jobs of workers that died: {Requeued} are due again, {Failed} failed, {Cancelled} were cancelled.")]
    public partial void Reclaimed(int requeued, int failed, int cancelled);

    [LoggerMessage(EventId = 3019, EventName = "StoreFailed", Level = LogLevel.Error, Message = "The store failed in a way no store should; the worker goes on.")]
    public partial void StoreFailed(Exception exception);

    [LoggerMessage(EventId = 3020, EventName = "WorkerStopping", Level = LogLevel.Information, Message = "Stopping: {Count} jobs have {Grace} to come to an end.")]
    public partial void Stopping(int count, TimeSpan grace);

    [LoggerMessage(EventId = 3021, EventName = "JobsLeftBehind", Level = LogLevel.Warning, Message = "Stopped with {Count} jobs whose handlers did not end. They are taken back when their leases end.")]
    public partial void LeftBehind(int count);

    [LoggerMessage(EventId = 3022, EventName = "LoopFailed", Level = LogLevel.Critical, Message = "The loop of {Name} has failed; the worker stops.")]
    public partial void LoopFailed(string name, Exception exception);

    [LoggerMessage(EventId = 3023, EventName = "JobNotGivenBack", Level = LogLevel.Warning, Message = "The {Name} job {Id} was claimed as the host began to stop and could not be given back ({Failure}). It is run when its lease has ended.")]
    public partial void NotGivenBack(string name, JobId id, string failure, Exception? exception);
}

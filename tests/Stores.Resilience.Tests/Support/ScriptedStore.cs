namespace JobsGateway.Stores.Resilience.Tests.Support;

/// <summary>A store that answers what a test says, and counts how often it is asked.</summary>
internal sealed class ScriptedStore : IJobStore
{
    public static readonly JobOutcome Found = JobOutcome.Found(JobDocument.FromString("{}"));

    public static readonly JobOutcome Down = JobOutcome.Unavailable("the disk is full");

    /// <summary>What it answers; the first argument is how often it was asked before.</summary>
    public Func<int, CancellationToken, ValueTask<JobOutcome>> Answer { get; set; } = (_, _) => new(Found);

    public int Calls { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Say(JobOutcome outcome) => Answer = (_, _) => new(outcome);

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => Answer(Calls++, cancellationToken);

    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => Answer(Calls++, cancellationToken);

    public async ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        await Answer(Calls++, cancellationToken) is { Status: OutcomeStatus.Unavailable } outcome ? JobsOutcome.Unavailable(outcome.Reason!) : new JobsOutcome([]);

    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => Answer(Calls++, cancellationToken);

    public async ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) =>
        await Answer(Calls++, cancellationToken) is { Status: OutcomeStatus.Unavailable } outcome ? RetryQueryOutcome.Unavailable(outcome.Reason!) : new RetryQueryOutcome([], []);

    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => new(false);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}

namespace JobsGateway.Worker.Tests.Support;

/// <summary>A real store that can be cut off.</summary>
internal sealed class FaultyStore(IJobStore store) : IJobStore, IJobQueue
{
    private const string Reason = "The cable is out.";

    private int _underWay;

    /// <summary>Whether calls are under way: real time passes in them, and the test's clock must not.</summary>
    public bool IsBusy => Volatile.Read(ref _underWay) > 0;

    private IJobQueue Queue => (IJobQueue)store;

    /// <summary>What <see cref="PrepareAsync"/> throws; null for nothing.</summary>
    public Exception? NotPreparable { get; set; }

    /// <summary>Nothing gets through.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Heartbeats do not get through.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How many ends of jobs get through while their answers do not.</summary>
    public int LostAnswers { get; set; }

    /// <summary>How many calls were cut off.</summary>
    public int CutOffs { get; private set; }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (NotPreparable is { } exception)
            throw exception;
        await store.PrepareAsync(cancellationToken);
    }

    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => store.FetchByIdAsync(id, cancellationToken);

    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => store.FetchByCorrelationIdAsync(correlationId, cancellationToken);

    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => store.FetchByExternalIdAsync(externalId, cancellationToken);

    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => store.RetryByIdAsync(id, cancellationToken);

    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => store.RetryByQueryAsync(query, cancellationToken);

    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => store.IsEmptyAsync(cancellationToken);

    public ValueTask<JobOutcome> EnqueueAsync(NewJob job, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.EnqueueAsync(job, cancellationToken), JobOutcome.Unavailable, IsCutOff);

    public ValueTask<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.ClaimAsync(request, cancellationToken), ClaimOutcome.Unavailable, IsCutOff);

    public ValueTask<LeaseOutcome> HeartbeatAsync(JobLease lease, TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.HeartbeatAsync(lease, duration, changes, cancellationToken), LeaseOutcome.Unavailable, IsCutOff || IsSilent);

    public ValueTask<LeaseOutcome> CompleteAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        EndAsync(queue => queue.CompleteAsync(lease, changes, cancellationToken));

    public ValueTask<LeaseOutcome> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        EndAsync(queue => queue.FailAsync(lease, failure, cancellationToken));

    public ValueTask<LeaseOutcome> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) => EndAsync(queue => queue.ReleaseAsync(lease, cancellationToken));

    public ValueTask<LeaseOutcome> ConfirmCancelAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        EndAsync(queue => queue.ConfirmCancelAsync(lease, changes, cancellationToken));

    public ValueTask<JobOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.CancelAsync(id, cancellationToken), JobOutcome.Unavailable, IsCutOff);

    public ValueTask<ReclaimOutcome> ReclaimAsync(ReclaimRequest request, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.ReclaimAsync(request, cancellationToken), ReclaimOutcome.Unavailable, IsCutOff);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async ValueTask<LeaseOutcome> EndAsync(Func<IJobQueue, ValueTask<LeaseOutcome>> end)
    {
        var outcome = await AskAsync(end, LeaseOutcome.Unavailable, IsCutOff);
        if (outcome.Status == LeaseStatus.Unavailable || LostAnswers == 0)
            return outcome;
        LostAnswers--;
        CutOffs++;
        return LeaseOutcome.Unavailable(Reason);
    }

    private async ValueTask<T> AskAsync<T>(Func<IJobQueue, ValueTask<T>> ask, Func<string, T> unavailable, bool isCutOff)
    {
        if (isCutOff)
        {
            CutOffs++;
            return unavailable(Reason);
        }

        Interlocked.Increment(ref _underWay);
        try
        {
            return await ask(Queue);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}

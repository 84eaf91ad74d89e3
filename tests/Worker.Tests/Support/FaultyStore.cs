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

    /// <summary>What <see cref="ReleaseAsync"/> throws; null for nothing.</summary>
    public Exception? NotReleasable { get; set; }

    /// <summary>Nothing gets through.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Heartbeats do not get through.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How many ends of jobs get through while their answers do not.</summary>
    public int LostAnswers { get; set; }

    /// <summary>How many calls were cut off.</summary>
    public int CutOffs { get; private set; }

    /// <summary>What every call throws; null for nothing.</summary>
    public Func<Exception>? Thrown { get; set; }

    /// <summary>How often that was thrown.</summary>
    public int Throws { get; private set; }

    /// <summary>Whether claims are answered with nothing at all, as no store may.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What claims wait for; null for nothing.</summary>
    public Task? Gate { get; set; }

    /// <summary>Whether a claim has come to wait for it.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>How many claims have come.</summary>
    public int Claims { get; private set; }

    /// <summary>How many looks for jobs of dead workers were answered.</summary>
    public int Reclaims { get; private set; }

    /// <summary>How many heartbeats got through.</summary>
    public int Heartbeats { get; private set; }

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

    public async ValueTask<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        Claims++;
        if (IsBroken)
            return null!;
        if (Gate is { } gate)
        {
            IsHeld = true;
            await gate;
        }

        return await AskAsync(queue => queue.ClaimAsync(request, cancellationToken), ClaimOutcome.Unavailable, IsCutOff);
    }

    public async ValueTask<LeaseOutcome> HeartbeatAsync(JobLease lease, TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync(queue => queue.HeartbeatAsync(lease, duration, changes, cancellationToken), LeaseOutcome.Unavailable, IsCutOff || IsSilent);
        Heartbeats += outcome.Status == LeaseStatus.Done ? 1 : 0;
        return outcome;
    }

    public ValueTask<LeaseOutcome> CompleteAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        EndAsync(queue => queue.CompleteAsync(lease, changes, cancellationToken));

    public ValueTask<LeaseOutcome> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        EndAsync(queue => queue.FailAsync(lease, failure, cancellationToken));

    public ValueTask<LeaseOutcome> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        NotReleasable is { } exception ? throw exception : EndAsync(queue => queue.ReleaseAsync(lease, cancellationToken));

    public ValueTask<LeaseOutcome> ConfirmCancelAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        EndAsync(queue => queue.ConfirmCancelAsync(lease, changes, cancellationToken));

    public ValueTask<JobOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.CancelAsync(id, cancellationToken), JobOutcome.Unavailable, IsCutOff);

    public async ValueTask<ReclaimOutcome> ReclaimAsync(ReclaimRequest request, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync(queue => queue.ReclaimAsync(request, cancellationToken), ReclaimOutcome.Unavailable, IsCutOff);
        Reclaims++;
        return outcome;
    }

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
        if (Thrown is { } thrown)
        {
            Throws++;
            throw thrown();
        }

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

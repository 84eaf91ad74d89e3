using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Queue;

namespace JobsGateway.Stores.SqlServer;

public sealed partial class SqlServerJobStore : IJobQueue
{
    /// <inheritdoc/>
    public ValueTask<JobOutcome> EnqueueAsync(NewJob job, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var id = _ids.Next();
        return WriteAsync(
            (JobStages.Create(job, id, now), QueueEntry.Of(job, id, now)),
            static (store, session, job, token) => new Enqueuer(store._statements).EnqueueAsync(session, job, token),
            JobOutcome.Unavailable,
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        StepsAsync(
            request,
            static (store, session, request, token) =>
                new Claimer(store._statements, store._transactions, store._clock).ClaimAsync(session, request, token),
            static (reason, _) => ClaimOutcome.Unavailable(reason),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> HeartbeatAsync(JobLease lease, TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return HoldAsync(lease, (holder, token) => holder.HeartbeatAsync(duration, changes, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> CompleteAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        HoldAsync(lease, (holder, token) => holder.CompleteAsync(changes, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        HoldAsync(lease, (holder, token) => holder.FailAsync(failure, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        HoldAsync(lease, (holder, token) => holder.ReleaseAsync(token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> ConfirmCancelAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken)
    {
        if (lease.Kind == JobKind.Agenda)
            throw new ArgumentException($"Job {lease.Id} is an agenda job, which can't be cancelled.", nameof(lease));
        return HoldAsync(lease, (holder, token) => holder.ConfirmCancelAsync(changes, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JobOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        WriteAsync(
            id,
            static (store, session, id, token) => new Canceller(store._statements.Queue, store._clock).CancelAsync(session, id, token),
            JobOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReclaimOutcome> ReclaimAsync(ReclaimRequest request, CancellationToken cancellationToken) =>
        StepsAsync(
            request,
            static (store, session, request, token) =>
                new Reclaimer(store._statements.Queue, store._transactions, store._clock).ReclaimAsync(session, request, token),
            static (reason, _) => ReclaimOutcome.Unavailable(reason),
            cancellationToken);

    // For what is several transactions, of which one that was rolled back is run again, not all.
    private ValueTask<TResult> StepsAsync<TArgument, TResult>(
        TArgument argument,
        Func<SqlServerJobStore, Session, TArgument, CancellationToken, Task<TResult>> work,
        Func<string, TimeSpan?, TResult> unavailable,
        CancellationToken cancellationToken) =>
        AskAsync(
            (argument, work),
            static async (store, steps, token) =>
            {
                await using var session = await store._connections.OpenAsync(token);
                return await steps.work(store, session, steps.argument, token);
            },
            unavailable,
            cancellationToken);

    private ValueTask<LeaseOutcome> HoldAsync(
        JobLease lease, Func<LeaseHolder, CancellationToken, Task<LeaseOutcome>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            (lease, work),
            static (store, session, held, token) => held.work(new LeaseHolder(store._statements.Queue, session, held.lease, store._clock), token),
            static (reason, _) => LeaseOutcome.Unavailable(reason),
            cancellationToken);
}

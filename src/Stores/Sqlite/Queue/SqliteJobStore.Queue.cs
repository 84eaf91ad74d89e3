using Dapper;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Sqlite.Queue;

namespace JobsGateway.Stores.Sqlite;

public sealed partial class SqliteJobStore : IJobQueue
{
    /// <inheritdoc/>
    public async ValueTask<JobOutcome> EnqueueAsync(NewJob job, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var document = JobStages.Create(job, _ids.Next(), now);
        var index = JobIndex.Read(job.Kind, document);
        var entry = QueueEntry.Of(job, index.Id, now);
        return await WriteAsync(
            session =>
            {
                var outcome = new Enqueuer(session).Enqueue(index, document, entry);
                return (outcome, outcome.Status == OutcomeStatus.Found);
            },
            JobOutcome.Unavailable,
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Looks first, as a fetch does: workers that find nothing to do keep no writer waiting.</remarks>
    public async ValueTask<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var (hasWaiting, reason) = await Read(
            (Name: JobColumns.Utf8(request.Name), Now: _clock.GetUtcNow().ToUnixTimeMilliseconds()),
            static (session, due) => (session.Connection.ExecuteScalar<bool>(QueueTable.HasWaiting, new { due.Name, due.Now }), (string?)null),
            static problem => (false, problem),
            cancellationToken);
        if (!hasWaiting)
            return new ClaimOutcome([], reason);
        return await WriteAsync(
            session =>
            {
                var outcome = new Claimer(session, _clock).Claim(request);
                return (outcome, outcome.Jobs.Count > 0);
            },
            ClaimOutcome.Unavailable,
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> HeartbeatAsync(JobLease lease, TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return HoldAsync(lease, holder => holder.Heartbeat(duration, changes), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> CompleteAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        HoldAsync(lease, holder => holder.Complete(changes), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        HoldAsync(lease, holder => holder.Fail(failure), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        HoldAsync(lease, holder => holder.Release(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LeaseOutcome> ConfirmCancelAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken)
    {
        if (lease.Kind == JobKind.Agenda)
            throw new ArgumentException($"Job {lease.Id} is an agenda job, which can't be cancelled.", nameof(lease));
        return HoldAsync(lease, holder => holder.ConfirmCancel(changes), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JobOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                var outcome = new Canceller(session, _clock).Cancel(id);
                return (outcome, outcome.Status == OutcomeStatus.Found);
            },
            JobOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReclaimOutcome> ReclaimAsync(ReclaimRequest request, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                var outcome = new Reclaimer(session, _clock).Reclaim(request);
                return (outcome, outcome.Count > 0);
            },
            ReclaimOutcome.Unavailable,
            cancellationToken);

    private ValueTask<LeaseOutcome> HoldAsync(JobLease lease, Func<LeaseHolder, LeaseOutcome> work, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                var outcome = work(new LeaseHolder(session, lease, _clock));
                return (outcome, outcome.Status == LeaseStatus.Done);
            },
            LeaseOutcome.Unavailable,
            cancellationToken);
}

using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>Does what the holder of a lease may do, inside a write transaction.</summary>
internal sealed class LeaseHolder(WriteSession session, JobLease lease, TimeProvider clock)
{
    private readonly QueueTable _queue = new(session);
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public LeaseOutcome Heartbeat(TimeSpan duration, JobChanges? changes) => Held(job =>
    {
        _queue.Prolong(job, _now + duration);
        if (changes is not null)
            _queue.Write(job.Sequence, job.Kind, job.Changed(changes, _now));
        return LeaseOutcome.Done with { IsCancelRequested = job.IsCancelRequested };
    });

    public LeaseOutcome Complete(JobChanges? changes) => Held(job => End(job, JobStages.Succeed(job.Kind, job.Changed(changes, _now), _now)));

    public LeaseOutcome ConfirmCancel(JobChanges? changes) => Held(job => End(job, JobStages.Cancel(job.Changed(changes, _now), _now)));

    public LeaseOutcome Fail(JobFailure failure) => Held(job =>
    {
        var changed = job.Changed(failure.Changes, _now);
        if (failure.NextAttempt(job.Attempts, _now) is not { } dueAt)
            return End(job, JobStages.Fail(job.Kind, changed, failure.Reason, job.Attempts, _now));
        return job.IsCancelRequested ? End(job, JobStages.Cancel(changed, _now)) : Requeue(job, changed, dueAt, job.Attempts, failure.Reason);
    });

    public LeaseOutcome Release() => Held(job =>
        job.IsCancelRequested ? End(job, JobStages.Cancel(job.Document, _now)) : Requeue(job, job.Document, _now, job.Attempts - 1));

    private LeaseOutcome Held(Func<QueuedJob, LeaseOutcome> work) => _queue.FindHeld(lease) is { } job ? work(job) : LeaseOutcome.Lost;

    private LeaseOutcome End(QueuedJob job, JobDocument document)
    {
        _queue.Write(job.Sequence, job.Kind, document);
        _queue.Remove(job.Sequence);
        return LeaseOutcome.Done with { IsCancelRequested = job.IsCancelRequested };
    }

    private LeaseOutcome Requeue(QueuedJob job, JobDocument document, DateTimeOffset dueAt, int attempts, string? failure = null)
    {
        _queue.Write(job.Sequence, job.Kind, JobStages.Wait(job.Kind, document, dueAt, _now));
        _queue.Requeue(job, dueAt, attempts, failure);
        return LeaseOutcome.Done with { WillRunAgain = true };
    }
}

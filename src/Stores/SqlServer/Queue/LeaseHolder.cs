using System.Text;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Does what the holder of a lease may do: reads the job, decides, and writes where the lease still holds and the job is as it was read.</summary>
internal sealed class LeaseHolder(QueueStatements statements, Session session, JobLease lease, TimeProvider clock)
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public async Task<LeaseOutcome> HeartbeatAsync(TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken)
    {
        var endsAt = ("LeaseEndsAt", (object?)Milliseconds.Before(_now + duration));
        if (changes is not null)
        {
            return await WriteAsync(
                job => new Step(statements.Prolong, job.Changed(changes, _now), LeaseOutcome.Done with { IsCancelRequested = job.IsCancelRequested }, endsAt),
                cancellationToken);
        }

        var isCancelRequested = await session.ScalarAsync<bool?>(
            statements.Beat, cancellationToken, ("Id", lease.Id.ToString()), ("Kind", (byte)lease.Kind), ("LeaseToken", lease.Token), endsAt);
        return isCancelRequested is { } requested ? LeaseOutcome.Done with { IsCancelRequested = requested } : LeaseOutcome.Lost;
    }

    public Task<LeaseOutcome> CompleteAsync(JobChanges? changes, CancellationToken cancellationToken) =>
        WriteAsync(job => End(job, JobStages.Succeed(job.Kind, job.Changed(changes, _now), _now)), cancellationToken);

    public Task<LeaseOutcome> ConfirmCancelAsync(JobChanges? changes, CancellationToken cancellationToken) =>
        WriteAsync(job => End(job, JobStages.Cancel(job.Changed(changes, _now), _now)), cancellationToken);

    public Task<LeaseOutcome> FailAsync(JobFailure failure, CancellationToken cancellationToken) => WriteAsync(
        job =>
        {
            var changed = job.Changed(failure.Changes, _now);
            var attempts = job.Attempts!.Value;
            if (failure.NextAttempt(attempts, _now) is not { } dueAt)
                return End(job, JobStages.Fail(job.Kind, changed, failure.Reason, attempts, _now));
            return job.IsCancelRequested ? End(job, JobStages.Cancel(changed, _now)) : Requeue(job, changed, dueAt, attempts, failure.Reason);
        },
        cancellationToken);

    public Task<LeaseOutcome> ReleaseAsync(CancellationToken cancellationToken) => WriteAsync(
        job => job.IsCancelRequested ? End(job, JobStages.Cancel(job.Document, _now)) : Requeue(job, job.Document, _now, job.Attempts!.Value - 1, null),
        cancellationToken);

    /// <summary>The job of a lease; null where the lease was taken back or the job has ended. That its time is over takes nothing away.</summary>
    public static async Task<QueuedJob?> FindAsync(Session session, QueueStatements statements, JobLease lease, CancellationToken cancellationToken) =>
        (await QueuedJob.ListAsync(
            session, statements.Held, cancellationToken, ("Id", lease.Id.ToString()), ("Kind", (byte)lease.Kind), ("LeaseToken", lease.Token))).FirstOrDefault();

    private Step End(QueuedJob job, JobDocument document) => new(statements.End, document, LeaseOutcome.Done with { IsCancelRequested = job.IsCancelRequested });

    private Step Requeue(QueuedJob job, JobDocument document, DateTimeOffset dueAt, int attempts, string? failure) => new(
        statements.Requeue,
        JobStages.Wait(job.Kind, document, dueAt, _now),
        LeaseOutcome.Done with { WillRunAgain = true },
        ("DueAt", Milliseconds.Before(dueAt)), ("Attempts", attempts), ("LastFailure", IndexedText.Of(failure is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(failure)))));

    private async Task<LeaseOutcome> WriteAsync(Func<QueuedJob, Step> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= QueueWriter.MostAttempts; attempt++)
        {
            if (await FindAsync(session, statements, lease, cancellationToken) is not { } job)
                return LeaseOutcome.Lost;
            var step = decide(job);
            var result = await new QueueWriter(session).WriteAsync(
                step.Statement, job, step.Document, cancellationToken, [("LeaseToken", lease.Token), .. step.Entry]);
            if (result != WriteResult.ChangedMeanwhile)
                return result == WriteResult.Written ? step.Outcome : LeaseOutcome.Lost;
        }

        throw new RaceLostException();
    }

    /// <summary>What is to be written, and what it means.</summary>
    private sealed record Step(Statement Statement, JobDocument Document, LeaseOutcome Outcome, params (string Name, object? Value)[] Entry);
}

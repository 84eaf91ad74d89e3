using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Takes back jobs whose lease ended, each on its own: several processes may be at it, and a worker may come back to life.</summary>
/// <remarks>So what the server rolled back is run again for that job alone: the others are done, and count.</remarks>
internal sealed class Reclaimer(QueueStatements statements, Transactions transactions, TimeProvider clock)
{
    public async Task<ReclaimOutcome> ReclaimAsync(Session session, ReclaimRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var expired = await transactions.RunAsync(
            cancellation => QueuedJob.ListAsync(session, statements.Expired, cancellation, ("Limit", request.Limit), ("Now", Milliseconds.Before(now))), cancellationToken);
        int requeued = 0, failed = 0, cancelled = 0;
        var writer = new QueueWriter(session);
        foreach (var job in expired)
        {
            var attempts = job.Attempts!.Value;
            if (job.IsCancelRequested)
                cancelled += await EndAsync(job, JobStages.Cancel(job.Document, now));
            else if (attempts >= request.MaximumAttempts)
                failed += await EndAsync(job, JobStages.Fail(job.Kind, job.Document, ReclaimRequest.WorkerDied, attempts, now));
            else
                requeued += await WriteAsync(statements.RequeueExpired, job, JobStages.Wait(job.Kind, job.Document, now, now), ("DueAt", Milliseconds.Before(now)), ("Attempts", attempts), ("LastFailure", null));
        }

        return new ReclaimOutcome(requeued, failed, cancelled);

        Task<int> EndAsync(QueuedJob job, JobDocument document) => WriteAsync(statements.EndExpired, job, document);

        // One that was changed, prolonged or taken back meanwhile is left to the next time.
        async Task<int> WriteAsync(Statement statement, QueuedJob job, JobDocument document, params (string, object?)[] entry) =>
            await transactions.RunAsync(
                cancellation => writer.WriteAsync(statement, job, document, cancellation, [("LeaseToken", job.LeaseToken), ("Now", Milliseconds.Before(now)), .. entry]),
                cancellationToken) == WriteResult.Written ? 1 : 0;
    }
}

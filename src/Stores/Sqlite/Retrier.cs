using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Sqlite.Queue;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Retries one job inside a write transaction: claims the original, inserts the new job and its entry in the queue.</summary>
internal sealed class Retrier(WriteSession session, JobIdGenerator ids, TimeProvider clock)
{
    private const string Claim =
        "UPDATE Jobs SET RetryJob = @RetryJob, Document = CAST(@Document AS TEXT) WHERE Sequence = @Sequence AND RetryJob IS NULL";

    public JobOutcome Retry(StoredJob job)
    {
        var original = new JobDocument(job.Document);
        var kind = (JobKind)job.Kind;
        var decision = RetryRules.Decide(kind, original);
        if (decision.CorrelationId is { } correlationId && new CorrelationHolders(session).RefusalBeside(job.Sequence, correlationId) is { } taken)
            return JobOutcome.Refused(taken);
        if (decision.Refusal is { } refusal)
            return JobOutcome.Refused(refusal);

        var newId = ids.Next();
        var now = clock.GetUtcNow();
        var linked = RetryRules.Link(kind, original, newId, now);
        if (session.Execute(Claim, new { RetryJob = newId.ToString(), Document = linked.Utf8.ToArray(), job.Sequence }) == 0)
            return JobOutcome.Refused(RetryRules.AlreadyRetried(job.Id, job.RetryJob));
        var retry = RetryRules.MakeJob(kind, original, newId, now);
        // Thrown, so that the claim above is rolled back: an original must not be linked to a job that some other one is.
        var index = JobIndex.Read(kind, retry.Document);
        if (!session.Insert(index, retry.Document, sourceHash: default))
            throw new InvalidOperationException($"The new id {newId} is taken already; job {job.Id} was not retried.");
        if (QueueEntry.Of(index, retry.Document, now) is { } entry)
            new QueueTable(session).Insert(entry);
        return JobOutcome.Found(retry.Answer);
    }
}

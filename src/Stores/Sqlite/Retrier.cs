using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Retries one job inside a write transaction: claims the original, inserts the new job.</summary>
internal sealed class Retrier(WriteSession session, JobIdGenerator ids, TimeProvider clock)
{
    /// <summary>The first inserted queue job, not failed, that holds a correlation id.</summary>
    internal const string Holder =
        """
        SELECT Id, Status FROM Jobs WHERE Sequence =
        (
            SELECT MIN(Sequence) FROM
            (
                SELECT MIN(Sequence) AS Sequence FROM Jobs
                WHERE CorrelationId = CAST(@CorrelationId AS TEXT) AND Kind = 1 AND Status IS NOT 'failed' AND Sequence <> @Sequence
                UNION ALL
                SELECT MIN(c.Sequence) FROM JobCorrelations AS c JOIN Jobs AS j ON j.Sequence = c.Sequence
                WHERE c.CorrelationId = CAST(@CorrelationId AS TEXT) AND c.Kind = 1 AND j.Status IS NOT 'failed' AND c.Sequence <> @Sequence
            )
        )
        """;

    private const string Claim =
        "UPDATE Jobs SET RetryJob = @RetryJob, Document = CAST(@Document AS TEXT) WHERE Sequence = @Sequence AND RetryJob IS NULL";

    public JobOutcome Retry(StoredJob job)
    {
        var original = new JobDocument(job.Document);
        var kind = (JobKind)job.Kind;
        var decision = RetryRules.Decide(kind, original);
        if (decision.CorrelationId is { } correlationId && FindHolder(correlationId, job.Sequence) is { } holder)
            return JobOutcome.Refused(RetryRules.CorrelationIdTaken(correlationId, JobId.Parse(holder.Id), holder.Status));
        if (decision.Refusal is { } refusal)
            return JobOutcome.Refused(refusal);

        var newId = ids.Next();
        var now = clock.GetUtcNow();
        var linked = RetryRules.Link(kind, original, newId, now);
        if (session.Execute(Claim, new { RetryJob = newId.ToString(), Document = linked.Utf8.ToArray(), job.Sequence }) == 0)
            return JobOutcome.Refused(RetryRules.AlreadyRetried(job.Id, job.RetryJob));
        var retry = RetryRules.MakeJob(kind, original, newId, now);
        // Thrown, so that the claim above is rolled back: an original must not be linked to a job that some other one is.
        if (!session.Insert(JobIndex.Read(kind, retry.Document), retry.Document, sourceHash: default))
            throw new InvalidOperationException($"The new id {newId} is taken already; job {job.Id} was not retried.");
        return JobOutcome.Found(retry.Answer);
    }

    private HolderRow? FindHolder(string correlationId, long sequence) =>
        session.Query<HolderRow>(Holder, new { CorrelationId = JobColumns.Utf8(correlationId), Sequence = sequence }).FirstOrDefault();

    private sealed record HolderRow(string Id, string? Status);
}

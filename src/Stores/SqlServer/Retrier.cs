using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Retries one job: claims the original and makes the new job in one statement, which is a transaction of its own unless the session is in one.</summary>
/// <remarks>
/// Of several at once, in any number of processes, one claims: the claim applies only to the version that was read, and unique indexes forbid a second new job
/// of one original and a second holder of one correlation id. Whoever loses by an index gets an error, and is to decide again in a new transaction.
/// </remarks>
internal sealed class Retrier(RetryStatements statements, JobIdGenerator ids, TimeProvider clock)
{
    /// <summary>How often a job is read and decided on, as long as somebody changes it in between.</summary>
    private const int MostAttempts = 10;

    private readonly CorrelationHolders _holders = new(statements);

    /// <summary>Retries the job a retry by id means.</summary>
    public async Task<JobOutcome> RetryAsync(Session session, JobId id, CancellationToken cancellationToken) =>
        await StoredJob.FirstAsync(session, statements.ByIdQueueFirst, cancellationToken, ("Id", id.ToString())) is { } job
            ? await RetryAsync(session, job, cancellationToken)
            : JobOutcome.NotFound;

    /// <summary>Retries a job that was read before.</summary>
    /// <exception cref="RaceLostException">It was changed again and again.</exception>
    public async Task<JobOutcome> RetryAsync(Session session, StoredJob job, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await TryRetryAsync(session, job, cancellationToken) is { } outcome)
                return outcome;
            job = await ReadAgainAsync(session, job, cancellationToken);
        }

        throw new RaceLostException();
    }

    // Null where the job was changed since it was read.
    private async Task<JobOutcome?> TryRetryAsync(Session session, StoredJob job, CancellationToken cancellationToken)
    {
        var decision = RetryRules.Decide(job.Kind, job.Document);
        if (decision.CorrelationId is { } correlationId && await _holders.RefusalAsync(session, correlationId, job.Sequence, cancellationToken) is { } taken)
        {
            // The holder may be the job's own retry, made since the job was read: then that is what to tell.
            var current = await ReadAgainAsync(session, job, cancellationToken);
            return current.Version == job.Version ? JobOutcome.Refused(taken) : null;
        }

        if (decision.Refusal is { } refusal)
            return JobOutcome.Refused(refusal);

        var newId = ids.Next();
        var now = clock.GetUtcNow();
        var retry = RetryRules.MakeJob(job.Kind, job.Document, newId, now);
        var index = JobIndex.Read(job.Kind, retry.Document);
        // An agenda job's retry holds nothing: the original keeps its correlation id, and whoever makes an agenda job looks for that.
        var claimed = await session.ScalarAsync<int>(
            session.IsInTransaction ? statements.ClaimInside : statements.Claim,
            cancellationToken,
            [
                ("Version", job.Version),
                ("RetryJob", newId.ToString()),
                ("Linked", RetryRules.Link(job.Kind, job.Document, newId, now).Utf8.ToArray()),
                .. NewJobRow.Of(index, retry.Document, job.Id, decision.CorrelationId, QueueEntry.Of(index, retry.Document, now)),
            ]);
        return claimed == 1 ? JobOutcome.Found(retry.Answer) : null;
    }

    private async Task<StoredJob> ReadAgainAsync(Session session, StoredJob job, CancellationToken cancellationToken) =>
        await StoredJob.FirstAsync(session, statements.ByKey, cancellationToken, ("Id", job.Id.ToString()), ("Kind", (byte)job.Kind))
            ?? throw new RaceLostException();
}

using Dapper;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Retries the jobs that match a query, each decided on its own, in one transaction.</summary>
internal sealed class RetryBatch(WriteSession session, Retrier retrier)
{
    /// <summary>The most refused jobs a query by criteria looks at. A list of ids is a bound by itself.</summary>
    internal const int MostRefused = 1000;

    /// <summary>
    /// Goes through the candidates until the limit of retried jobs is reached; refused ones do not count, else a few would stop every later query.
    /// </summary>
    /// <remarks>
    /// Where very many are refused it ends nevertheless, and the rest remains: the transaction keeps every other write out, and the answer lists them all.
    /// A dry run does the same: its transaction is not committed. So it also sees that one job's retry would stand in another's way.
    /// </remarks>
    /// <exception cref="OperationCanceledException">It was cancelled; the caller's transaction is to be rolled back.</exception>
    public RetryQueryOutcome Run(RetryQuery query, CancellationToken cancellationToken)
    {
        var (sql, parameters) = RetryCandidates.For(query);
        var candidates = session.Query<long>(sql, parameters).AsList();
        var limit = query.Limit ?? int.MaxValue;
        var mostRefused = query.Ids is null ? MostRefused : int.MaxValue;
        var jobs = new List<JobDocument>();
        var skipped = new List<SkippedJob>();
        var position = 0;
        for (; position < candidates.Count && jobs.Count < limit && skipped.Count < mostRefused; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var job = session.Query<StoredJob>(StoredJob.BySequence, new { Sequence = candidates[position] }).Single();
            var outcome = retrier.Retry(job);
            if (outcome.Status == OutcomeStatus.Found)
                jobs.Add(query.DryRun ? new JobDocument(job.Document) : outcome.Document);
            else
                skipped.Add(new SkippedJob(JobId.Parse(job.Id), outcome.Reason!));
        }

        return new RetryQueryOutcome(jobs, skipped, candidates.Count - position);
    }
}

using Dapper;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Retries the jobs that match a query, each decided on its own, in one transaction.</summary>
internal sealed class RetryBatch(WriteSession session, Retrier retrier)
{
    /// <summary>Goes through the candidates until the limit of retried jobs is reached; refused ones do not count, else they would stop every later query.</summary>
    /// <remarks>A dry run does the same: its transaction is not committed. So it also sees that one job's retry would stand in another's way.</remarks>
    public RetryQueryOutcome Run(RetryQuery query)
    {
        var (sql, parameters) = RetryCandidates.For(query);
        var candidates = session.Query<long>(sql, parameters).AsList();
        var limit = query.Limit ?? int.MaxValue;
        var jobs = new List<JobDocument>();
        var skipped = new List<SkippedJob>();
        var position = 0;
        for (; position < candidates.Count && jobs.Count < limit; position++)
        {
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

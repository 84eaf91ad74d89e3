using System.Data;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Retries the jobs that match a query, each decided on its own, in one transaction.</summary>
internal sealed class RetryBatch(StatementCatalog statements, Retrier retrier)
{
    /// <summary>The most refused jobs a query by criteria looks at. A list of ids is a bound by itself.</summary>
    internal const int MostRefused = 1000;

    /// <summary>How many jobs are read at once: few enough to be held in memory, whatever their size.</summary>
    private const int PageSize = 50;

    /// <summary>
    /// Goes through the candidates until the limit of retried jobs is reached; refused ones do not count, else a few would stop every later query.
    /// </summary>
    /// <remarks>A dry run does the same and commits nothing. So it also sees that one job's retry would stand in another's way.</remarks>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is retried.</exception>
    public async Task<RetryQueryOutcome> RunAsync(Session session, RetryQuery query, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        var (statement, values) = statements.Candidates.For(query);
        var candidates = (await session.QueryAsync<(string Id, byte Kind)>(statement, cancellationToken, values)).ToList();
        var limit = query.Limit ?? int.MaxValue;
        var mostRefused = query.Ids is null ? MostRefused : int.MaxValue;
        var jobs = new List<JobDocument>();
        var skipped = new List<SkippedJob>();
        var position = 0;
        var page = new Dictionary<(string, byte), StoredJob>();
        for (; position < candidates.Count && jobs.Count < limit && skipped.Count < mostRefused; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (position % PageSize == 0)
                page = await ReadAsync(session, candidates.Skip(position).Take(PageSize), cancellationToken);
            var job = page[candidates[position]];
            var outcome = await retrier.RetryAsync(session, job, cancellationToken);
            if (outcome.Status == OutcomeStatus.Found)
                jobs.Add(query.DryRun ? job.Document : outcome.Document);
            else
                skipped.Add(new SkippedJob(job.Id, outcome.Reason!));
        }

        if (!query.DryRun)
            await session.CommitAsync();
        return new RetryQueryOutcome(jobs, skipped, candidates.Count - position);
    }

    private async Task<Dictionary<(string, byte), StoredJob>> ReadAsync(
        Session session, IEnumerable<(string Id, byte Kind)> candidates, CancellationToken cancellationToken)
    {
        var ids = JobColumn.ListOf(candidates.Select(candidate => candidate.Id).Distinct());
        var jobs = await StoredJob.ListAsync(session, statements.Retry.ByIds, CommandBehavior.Default, cancellationToken, ("Ids", ids));
        return jobs.ToDictionary(job => (job.Id.ToString(), (byte)job.Kind));
    }
}

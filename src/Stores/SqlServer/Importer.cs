using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Writes a batch of imported jobs in one transaction.</summary>
internal sealed class Importer(ImportStatements statements)
{
    public async Task<ImportBatchOutcome> RunAsync(Session session, IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        var changes = new List<(int Position, ImportResult Result)>();
        foreach (var run in Runs(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            changes.AddRange(await WriteAsync(session, run, cancellationToken));
        }

        await session.CommitAsync();
        var counts = changes.CountBy(change => change.Result).ToDictionary();
        return new ImportBatchOutcome(
            batch.Count - changes.Count,
            counts.GetValueOrDefault(ImportResult.Unchanged) + counts.GetValueOrDefault(ImportResult.CaughtUp),
            counts.GetValueOrDefault(ImportResult.Updated),
            [.. changes.Where(change => change.Result == ImportResult.Conflict).Select(change => change.Position)]);
    }

    private async Task<IEnumerable<(int Position, ImportResult Result)>> WriteAsync(
        Session session, List<(int, ImportedJob)> run, CancellationToken cancellationToken)
    {
        var (rows, correlations, documents) = ImportRows.Of(run);
        var changes = await session.QueryAsync<(int Position, byte Result)>(
            statements.Apply, cancellationToken, ("Rows", rows), ("Correlations", correlations), ("Documents", documents));
        return changes.Select(change => (change.Position, (ImportResult)change.Result));
    }

    // Of two in a batch with one id and kind the later is judged against the former, so it comes in a later run.
    private static IEnumerable<List<(int Position, ImportedJob Job)>> Runs(IReadOnlyList<ImportedJob> batch)
    {
        var run = new List<(int, ImportedJob)>();
        var keys = new HashSet<(JobId, JobKind)>();
        for (var position = 0; position < batch.Count; position++)
        {
            var job = batch[position];
            if (!keys.Add((job.Index.Id, job.Index.Kind)))
            {
                yield return run;
                run = [];
                keys = [(job.Index.Id, job.Index.Kind)];
            }

            run.Add((position, job));
        }

        if (run.Count > 0)
            yield return run;
    }
}

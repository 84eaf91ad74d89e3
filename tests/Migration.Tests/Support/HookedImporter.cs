namespace JobsGateway.Migration.Tests.Support;

/// <summary>Something happens right after a batch is written.</summary>
internal sealed class HookedImporter(Func<Task> hook, int batch)
{
    private int _written;

    public IJobImporter Around(IJobImporter inner) => new Importer(this, inner);

    private async ValueTask AfterBatchAsync()
    {
        if (++_written == batch)
            await hook();
    }

    private sealed class Importer(HookedImporter owner, IJobImporter inner) : IJobImporter
    {
        public async ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
        {
            var outcome = await inner.ImportAsync(batch, cancellationToken);
            await owner.AfterBatchAsync();
            return outcome;
        }
    }
}

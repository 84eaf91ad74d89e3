namespace JobsGateway.Migration.Tests.Support;

/// <summary>A store whose next writes fail.</summary>
internal sealed class BreakableImporter
{
    private volatile int _failuresLeft;

    public int FailuresLeft
    {
        get => _failuresLeft;
        set => _failuresLeft = value;
    }

    public IJobImporter Around(IJobImporter inner) => new Importer(this, inner);

    private sealed class Importer(BreakableImporter owner, IJobImporter inner) : IJobImporter
    {
        public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
        {
            if (owner.FailuresLeft == 0)
                return inner.ImportAsync(batch, cancellationToken);
            owner.FailuresLeft--;
            throw new JobStoreUnreachableException("the disk is away.");
        }
    }
}

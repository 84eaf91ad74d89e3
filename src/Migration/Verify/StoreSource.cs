using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>A local store as a side; it stays open.</summary>
/// <param name="name">Its name in configuration.</param>
/// <param name="scanner">The store.</param>
public sealed class StoreSource(string name, IJobScanner scanner) : IVerifySource
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IEnumerable<RejectedDocument> Rejected => [];

    /// <inheritdoc/>
    public IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, CancellationToken cancellationToken) => scanner.ScanAsync(kind, after, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobDocument?> FindAsync(JobKind kind, JobId id, CancellationToken cancellationToken) => scanner.FindAsync(kind, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

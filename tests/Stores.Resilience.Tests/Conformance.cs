using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.Resilience.Tests;

public sealed class ResilientFetch() : FetchConformance(new ResilientFixture());

public sealed class ResilientRetry() : RetryConformance(new ResilientFixture());

public sealed class ResilientRetryQuery() : RetryQueryConformance(new ResilientFixture());

public sealed class ResilientImport() : ImportConformance(new ResilientFixture());

public sealed class ResilientContract() : ContractConformance(new ResilientFixture());

/// <summary>A guarded store is held to the specification of the store it guards.</summary>
internal sealed class ResilientFixture : IStoreFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobsgateway-resilience-").FullName;

    public async Task<IJobStore> CreateAsync(TimeProvider clock)
    {
        var inner = new SqliteJobStore(new SqliteStoreOptions(Path.Combine(_folder, "jobs.db")), clock, NullLogger<SqliteJobStore>.Instance);
        // The suite's clock stands still, and a pause before the next attempt would never end.
        var store = new ResilientJobStore(inner, "local", new() { Retry = new() { Delay = TimeSpan.Zero } }, TimeProvider.System, NullLoggerFactory.Instance);
        await store.PrepareAsync(CancellationToken.None);
        return new Importing(store);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The suite fills a store through itself.</summary>
    private sealed class Importing(ResilientJobStore store) : IJobStore, IJobImporter
    {
        public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken) =>
            ((IJobImporter)store.Inner).ImportAsync(batch, cancellationToken);

        public Task PrepareAsync(CancellationToken cancellationToken) => store.PrepareAsync(cancellationToken);

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => store.FetchByIdAsync(id, cancellationToken);

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) =>
            store.FetchByCorrelationIdAsync(correlationId, cancellationToken);

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
            store.FetchByExternalIdAsync(externalId, cancellationToken);

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => store.RetryByIdAsync(id, cancellationToken);

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => store.RetryByQueryAsync(query, cancellationToken);

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => store.IsEmptyAsync(cancellationToken);

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}

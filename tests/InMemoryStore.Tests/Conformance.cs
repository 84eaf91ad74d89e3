using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.InMemoryStore.Tests;

public sealed class InMemoryFetch() : FetchConformance(new InMemoryFixture());

public sealed class InMemoryRetry() : RetryConformance(new InMemoryFixture());

public sealed class InMemoryRetryQuery() : RetryQueryConformance(new InMemoryFixture());

public sealed class InMemoryImport() : ImportConformance(new InMemoryFixture());

public sealed class InMemoryScan() : ScanConformance(new InMemoryFixture());

public sealed class InMemoryContract() : ContractConformance(new InMemoryFixture());

/// <summary>The sample store is held to the same specification as the gateway's own.</summary>
public sealed class InMemoryFixture : IStoreFixture
{
    public Task<IJobStore> CreateAsync(TimeProvider clock) => Task.FromResult<IJobStore>(new InMemoryJobStore(clock));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

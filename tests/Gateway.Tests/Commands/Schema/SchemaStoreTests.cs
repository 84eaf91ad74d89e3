using JobsGateway.Gateway.Commands.Schema;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Gateway.Tests.Commands.Schema;

/// <summary>Which store the command <c>schema</c> is about.</summary>
public sealed class SchemaStoreTests
{
    [Fact]
    public void Without_a_name_it_is_the_only_store_that_has_a_schema()
    {
        var store = Find(null, ("plain", "Plain"), ("sql", "Kept"));
        Assert.Equal(("sql", "Kept"), (store.Name, store.Type));
    }

    [Fact]
    public void With_a_name_it_is_that_store() => Assert.Equal("b", Find("B", ("a", "Kept"), ("b", "Kept")).Name);

    [Theory]
    [InlineData(null, "--store: is not given, and there are 2 stores to choose from: a, b")]
    [InlineData("c", "--store: there is no store 'c' under Stores; there is a, b, plain")]
    [InlineData("plain", "--store: the store 'plain' (Plain) has no schema to look after")]
    public void What_can_not_be_told_apart_is_an_error(string? name, string error)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Find(name, ("a", "Kept"), ("b", "Kept"), ("plain", "Plain")));
        Assert.Equal(error, Assert.Single(exception.Errors).ToString());
    }

    [Fact]
    public void A_section_that_is_wrong_is_an_error()
    {
        var exception = Assert.Throws<ConfigurationException>(() => Find("a", ("a", "Kept"), ("b", "Kpt")));
        Assert.Equal("Stores:b:Type", Assert.Single(exception.Errors).Path);
    }

    private static SchemaStore Find(string? name, params (string Name, string Type)[] stores)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(stores.Select(store => KeyValuePair.Create($"Stores:{store.Name}:Type", (string?)store.Type)))
            .Build();
        var maker = new StoreMaker(
            new Plugins([], []), [new Factory("Plain", () => new PlainStore()), new Factory("Kept", () => new KeptStore())], upstreams: null!, "/", TimeProvider.System, NullLoggerFactory.Instance);
        return SchemaStore.Find(StoreSet.Create(configuration, maker, NullLogger<StoreSet>.Instance), name);
    }

    private sealed class Factory(string type, Func<IJobStore> make) : IJobStoreFactory
    {
        public string Type => type;

        public IJobStore Create(JobStoreContext context) => make();
    }

    private class PlainStore : IJobStore
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }

    private sealed class KeptStore : PlainStore, IJobStoreSchema
    {
        private readonly FakeSchema _schema = new(0);

        public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken) => _schema.GetStatusAsync(cancellationToken);

        public Task<SchemaUpgrade> UpgradeAsync(CancellationToken cancellationToken) => _schema.UpgradeAsync(cancellationToken);

        public string Script(int fromVersion) => _schema.Script(fromVersion);

        public string? RoleScript(string role) => _schema.RoleScript(role);
    }
}

using Dapper;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>One schema for the tests of a class, which run one after another: made before the first, emptied after each, dropped after the last.</summary>
/// <remarks>To make and drop a schema takes several times as long as most tests. The store that is kept here keeps the pool of connections open.</remarks>
public sealed class SharedSchema : IAsyncLifetime
{
    private readonly SqlServerFixture _fixture = new();
    private SqlServerJobStore? _store;

    /// <summary>Its name.</summary>
    public string Name => _fixture.Schema;

    /// <summary>What one test has of it.</summary>
    public IStoreFixture ForOneTest => new OneTest(this);

    /// <summary>Reads rows; tables are named by their names alone.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        return [.. await connection.QueryAsync<T>(sql.Replace("FROM [", $"FROM [{Name}].[", StringComparison.Ordinal))];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_store is null)
            return;
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    private sealed class OneTest(SharedSchema schema) : IStoreFixture
    {
        // Not before the first test: without a server each of them is skipped here.
        public async Task<IJobStore> CreateAsync(TimeProvider clock)
        {
            schema._store ??= await schema._fixture.PreparedStoreAsync();
            return await schema._fixture.PreparedStoreAsync(clock);
        }

        public async ValueTask DisposeAsync()
        {
            await using var connection = await SqlServerFixture.OpenAsync();
            foreach (var table in new[] { "QueueEntries", "JobCorrelations", "Jobs" })
                await connection.ExecuteAsync($"DELETE FROM [{schema._fixture.Schema}].[{table}]");
        }
    }
}

using Dapper;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class PoolTests : IAsyncLifetime
{
    private readonly SqlServerFixture _fixture = new();

    [SkippableFact]
    public async Task A_prepared_store_has_its_connections_open()
    {
        var application = $"JobsGateway {Guid.NewGuid():N}";
        var connectionString = new SqlConnectionStringBuilder(SqlServerFixture.ConnectionString) { ApplicationName = application }.ConnectionString;
        await using var store = SqlServerFixture.NewStore(_fixture.Options with { ConnectionString = connectionString, WarmConnections = 5 });
        await store.PrepareAsync(default);
        await using var other = await SqlServerFixture.OpenAsync();
        Assert.True(await other.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM sys.dm_exec_sessions WHERE program_name = @application", new { application }) >= 5);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();
}

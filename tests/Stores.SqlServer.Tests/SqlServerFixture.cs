using Dapper;
using JobsGateway.Stores.Conformance;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>A schema of its own in the database that <see cref="Variable"/> names. Without that variable its tests are skipped.</summary>
public sealed class SqlServerFixture : IStoreFixture
{
    public const string Variable = "JOBSGATEWAY_TEST_SQLSERVER";

    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable);

    /// <summary>The server's connection string; skips the test where there is none.</summary>
    public static string ConnectionString
    {
        get
        {
            Skip.If(string.IsNullOrEmpty(Server), $"Set {Variable} to the connection string of a SQL Server database to run this test.");
            return Server!;
        }
    }

    public string Schema { get; } = $"test_{Guid.NewGuid():N}";

    public SqlServerStoreOptions Options => new(ConnectionString) { Schema = Schema, AutoMigrate = true, WarmConnections = 0 };

    public static SqlServerJobStore NewStore(SqlServerStoreOptions options, TimeProvider? clock = null) =>
        new(options, clock ?? TimeProvider.System, NullLogger<SqlServerJobStore>.Instance);

    public async Task<SqlServerJobStore> PreparedStoreAsync(TimeProvider? clock = null)
    {
        var store = NewStore(Options, clock);
        await store.PrepareAsync(default);
        return store;
    }

    public async Task<IJobStore> CreateAsync(TimeProvider clock) => await PreparedStoreAsync(clock);

    /// <summary>A connection beside the store.</summary>
    public static async Task<SqlConnection> OpenAsync()
    {
        var connection = new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (string.IsNullOrEmpty(Server))
            return;
        await using var connection = await OpenAsync();
        // What others refer to goes last.
        var tables = await connection.QueryAsync<string>("SELECT name FROM sys.tables WHERE schema_id = SCHEMA_ID(@Schema)", new { Schema });
        foreach (var table in tables.OrderBy(table => table.Equals("Jobs", StringComparison.OrdinalIgnoreCase)))
            await connection.ExecuteAsync($"DROP TABLE [{Schema}].[{table}]");
        await connection.ExecuteAsync($"IF SCHEMA_ID(N'{Schema}') IS NOT NULL EXEC(N'DROP SCHEMA [{Schema}]')");
    }
}

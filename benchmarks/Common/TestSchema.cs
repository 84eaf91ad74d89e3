using Microsoft.Data.SqlClient;

namespace JobsGateway.Benchmarks.Common;

/// <summary>A schema of its own on the server of <see cref="Variable"/>, dropped afterwards. Whoever measures makes it.</summary>
public sealed class TestSchema : IAsyncDisposable
{
    /// <summary>Names the database.</summary>
    public const string Variable = "JOBSGATEWAY_TEST_SQLSERVER";

    /// <summary>The database.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set.</exception>
    public static string ConnectionString => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"Set {Variable} to a connection string: this measures a SQL Server, see docs/store-sqlserver.md.");

    public string Name { get; } = $"bench_{Guid.NewGuid():N}";

    public static async Task<SqlConnection> OpenAsync()
    {
        var connection = new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await OpenAsync();
        foreach (var table in new[] { "QueueEntries", "JobCorrelations", "Jobs", "SchemaVersion" })
            await RunAsync(connection, $"IF OBJECT_ID(N'[{Name}].[{table}]') IS NOT NULL DROP TABLE [{Name}].[{table}]");
        await RunAsync(connection, $"IF SCHEMA_ID(N'{Name}') IS NOT NULL EXEC(N'DROP SCHEMA [{Name}]')");
    }

    private static async Task RunAsync(SqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // the name is made here
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

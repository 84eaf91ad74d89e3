using Dapper;
using JobsGateway.Benchmarks.Common;
using Microsoft.Data.SqlClient;

namespace JobsGateway.SpeedSqlServer;

/// <summary>A schema of its own on the server of <c>JOBSGATEWAY_TEST_SQLSERVER</c>, for the time of a run.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Variable = "JOBSGATEWAY_TEST_SQLSERVER";

    private static readonly string[] Tables = ["QueueEntries", "JobCorrelations", "Jobs", "SchemaVersion"];

    private readonly string _connectionString = Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"Set {Variable} to a connection string: the benchmark needs a SQL Server, see docs/store-sqlserver.md.");

    public string Schema { get; } = "bench_" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>What makes a gateway use it, as command-line switches.</summary>
    public string[] Settings =>
    [
        "--Stores:sql:Type=SqlServer", $"--Stores:sql:ConnectionString={_connectionString}", $"--Stores:sql:Schema={Schema}",
        "--Routes:FetchById:Store=sql", "--Routes:FetchByCorrelationId:Store=sql", "--Routes:RetryById:Store=sql", "--Routes:RetryByQuery:Store=sql",
    ];

    public async Task CreateAsync(CancellationToken cancellationToken) =>
        await Programs.RunAsync(Programs.Gateway, ["schema", "create", "--store", "sql", .. Settings], cancellationToken);

    public SqlConnection Open()
    {
        var connection = new SqlConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>What the server calls itself.</summary>
    public string Version()
    {
        using var connection = Open();
        return connection.ExecuteScalar<string>("SELECT @@VERSION")!;
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = Open();
        foreach (var table in Tables)
            await connection.ExecuteAsync($"IF OBJECT_ID(N'[{Schema}].[{table}]') IS NOT NULL DROP TABLE [{Schema}].[{table}]", commandTimeout: 600);
        await connection.ExecuteAsync($"IF SCHEMA_ID(N'{Schema}') IS NOT NULL DROP SCHEMA [{Schema}]");
    }
}

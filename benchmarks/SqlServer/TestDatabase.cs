using System.Data;
using System.Text;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.SqlServerFetch;

/// <summary>A schema of its own with one job, dropped afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Names the database.</summary>
    public const string Variable = "JOBSGATEWAY_TEST_SQLSERVER";

    private TestDatabase(SqlServerJobStore store, string schema) => (Store, Schema) = (store, schema);

    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);

    /// <summary>The job.</summary>
    public static JobId Id { get; } = JobId.Parse("65e1f3a00000000000000001");

    public SqlServerJobStore Store { get; }

    public string Schema { get; }

    /// <summary>Makes the schema and the job.</summary>
    /// <param name="length">The bytes of the document, about.</param>
    public static async Task<TestDatabase> WithJobAsync(int length)
    {
        var schema = $"bench_{Guid.NewGuid():N}";
        var options = new SqlServerStoreOptions(ConnectionString!) { Schema = schema, AutoMigrate = true };
        var store = new SqlServerJobStore(options, TimeProvider.System, NullLogger<SqlServerJobStore>.Instance);
        await store.PrepareAsync(default);
        var database = new TestDatabase(store, schema);
        var document = Encoding.UTF8.GetBytes($$"""{"_id":"{{Id}}","data":"{{new string('x', length)}}"}""");
        await using var connection = new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand($"INSERT INTO [{schema}].[Jobs] (Kind, Id, Document) VALUES (1, @Id, @Document)", connection);
        command.Parameters.Add("@Id", SqlDbType.Char, 24).Value = Id.ToString();
        command.Parameters.Add("@Document", SqlDbType.VarBinary, -1).Value = document;
        await command.ExecuteNonQueryAsync();
        var fetched = await store.FetchByIdAsync(Id, default);
        return fetched.Document.Utf8.Span.SequenceEqual(document) ? database : throw new InvalidOperationException($"The job can't be fetched: {fetched.Status} {fetched.Reason}");
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await using var connection = new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        foreach (var table in new[] { "QueueEntries", "JobCorrelations", "Jobs", "SchemaVersion" })
            await RunAsync(connection, $"DROP TABLE [{Schema}].[{table}]");
        await RunAsync(connection, $"DROP SCHEMA [{Schema}]");
    }

    private static async Task RunAsync(SqlConnection connection, string sql)
    {
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

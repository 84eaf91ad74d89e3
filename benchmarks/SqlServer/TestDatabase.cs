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
        var document = JobDocument.FromString(
            $$"""{"_id":"{{Id}}","name":"relay","data":{"text":"{{new string('x', length)}}"},"status":"succeeded","createdAt":"2024-03-01T10:00:00.000Z","updatedAt":"2024-03-01T10:00:05.500Z","__v":0}""");
        await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, document), document)], default);
        var fetched = await store.FetchByIdAsync(Id, default);
        return fetched.Document.Utf8.Span.SequenceEqual(document.Utf8.Span) ? new TestDatabase(store, schema) : throw new InvalidOperationException($"The job can't be fetched: {fetched.Status} {fetched.Reason}");
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

using System.Data;
using System.Text;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.SqlServerFetch;

/// <summary>A store with one job.</summary>
public sealed class StoreWithJob : IAsyncDisposable
{
    private readonly TestSchema _schema = new();

    private StoreWithJob() => Store = new SqlServerJobStore(
        new SqlServerStoreOptions(TestSchema.ConnectionString) { Schema = Schema, AutoMigrate = true }, TimeProvider.System, NullLogger<SqlServerJobStore>.Instance);

    /// <summary>The job.</summary>
    public static JobId Id { get; } = JobId.Parse("65e1f3a00000000000000001");

    public SqlServerJobStore Store { get; }

    public string Schema => _schema.Name;

    /// <summary>Makes the schema and the job.</summary>
    /// <param name="length">The bytes of the document, about.</param>
    public static async Task<StoreWithJob> CreateAsync(int length)
    {
        var made = new StoreWithJob();
        await made.Store.PrepareAsync(default);
        var document = Encoding.UTF8.GetBytes($$"""{"_id":"{{Id}}","data":"{{new string('x', length)}}"}""");
        await using var connection = await TestSchema.OpenAsync();
        await using var command = new SqlCommand($"INSERT INTO [{made.Schema}].[Jobs] (Kind, Id, Document) VALUES (1, @Id, @Document)", connection);
        command.Parameters.Add("@Id", SqlDbType.Char, 24).Value = Id.ToString();
        command.Parameters.Add("@Document", SqlDbType.VarBinary, -1).Value = document;
        await command.ExecuteNonQueryAsync();
        var fetched = await made.Store.FetchByIdAsync(Id, default);
        return fetched.Document.Utf8.Span.SequenceEqual(document) ? made : throw new InvalidOperationException($"The job can't be fetched: {fetched.Status} {fetched.Reason}");
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _schema.DisposeAsync();
    }
}

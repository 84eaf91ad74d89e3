using System.Data;
using BenchmarkDotNet.Attributes;
using JobsGateway.Benchmarks.Common;
using Microsoft.Data.SqlClient;

namespace JobsGateway.SqlServerFetch;

/// <summary>A fetch by id: the store, and the same statement with nothing around it.</summary>
public class AgainstAdoNet
{
    private StoreWithJob _job = null!;
    private string _sql = null!;

    /// <summary>The bytes of the document, about.</summary>
    [Params(1_000, 100_000, 4_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _job = await StoreWithJob.CreateAsync(Length);
        _sql = $"SELECT TOP (1) CONVERT(int, DATALENGTH(j.Document)) AS Length, j.Document FROM [{_job.Schema}].[Jobs] AS j WHERE j.Id = @Id ORDER BY j.Kind";
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _job.DisposeAsync();

    [Benchmark(Baseline = true)]
    public async Task<int> AdoNet()
    {
        await using var connection = new SqlConnection(TestSchema.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(_sql, connection);
        command.Parameters.Add("@Id", SqlDbType.Char, 24).Value = StoreWithJob.Id.ToString();
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleRow | CommandBehavior.SingleResult);
        await reader.ReadAsync();
        var bytes = new byte[reader.GetInt32(0)];
        await using var stream = reader.GetStream(1);
        await stream.ReadExactlyAsync(bytes);
        return bytes.Length;
    }

    [Benchmark]
    public async Task<int> Store() => (await _job.Store.FetchByIdAsync(StoreWithJob.Id, default)).Document.Utf8.Length;
}

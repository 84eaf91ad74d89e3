using Dapper;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>A process killed at any moment loses nothing it reported, and leaves nothing half done.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 6;

    private readonly SqliteFixture _fixture = new();

    [Fact]
    public async Task Retries_are_whole_after_kills()
    {
        await using (var store = await _fixture.PreparedStoreAsync())
        {
            var documents = Enumerable.Range(0, 20_000).Select(i => JobDocument.FromString(Jobs.Queue(i).Json));
            await store.ImportAsync([.. documents.Select(document => new ImportedJob(JobIndex.Read(JobKind.Queue, document), document))], default);
        }

        var reported = await KillRepeatedlyAsync("retry");

        using var connection = _fixture.Open();
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        var links = connection.Query<string>("SELECT json_extract(Document, '$.retryJob') FROM Jobs WHERE RetryJob IS NOT NULL").ToHashSet();
        var made = connection.Query<string>("SELECT Id FROM Jobs WHERE Status = 'pending'").ToHashSet();
        Assert.NotEmpty(made);
        Assert.Equal(made, links);
        Assert.Equal(links.Count, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM Jobs WHERE RetryJob IS NOT NULL"));
        Assert.Superset(reported, made);
    }

    [Fact]
    public async Task Import_batches_are_whole_after_kills()
    {
        var reported = await KillRepeatedlyAsync("import");

        using var connection = _fixture.Open();
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        var batches = connection.Query<(string Batch, int Count)>("SELECT ExternalId, COUNT(*) FROM Jobs GROUP BY ExternalId").ToList();
        Assert.All(batches, batch => Assert.Equal(100, batch.Count));
        Assert.Equal(200 * batches.Count, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM JobCorrelations"));
        Assert.Superset(reported, batches.Select(batch => batch.Batch).ToHashSet());
    }

    public void Dispose() => _fixture.Dispose();

    private async Task<HashSet<string>> KillRepeatedlyAsync(string work)
    {
        var reported = new HashSet<string>();
        for (var i = 0; i < Kills; i++)
        {
            using var process = new CrashProcess(_fixture.File, work);
            var first = await process.ReadLineAsync();
            Assert.NotNull(first);
            reported.Add(first);
            await Task.Delay(Random.Shared.Next(1, 150));
            reported.UnionWith(process.Kill());
        }

        return reported;
    }
}

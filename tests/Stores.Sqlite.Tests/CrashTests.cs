using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;
using Microsoft.Extensions.Time.Testing;

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

    [Fact]
    public async Task Queued_jobs_wait_are_held_or_have_ended_after_kills_and_all_end_at_last()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        var reported = (await KillRepeatedlyAsync("queue")).Select(line => line.Split(' ')).ToLookup(words => words[0], words => words[1]);

        using var connection = _fixture.Open();
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        var states = connection.Query<string>(
            """
            SELECT DISTINCT j.Status || CASE WHEN q.Sequence IS NULL THEN ' ended' WHEN q.LeaseToken IS NULL THEN ' waits' ELSE ' held' END
            FROM Jobs AS j LEFT JOIN QueueEntries AS q ON q.Sequence = j.Sequence
            """).ToHashSet();
        Assert.Subset(new HashSet<string> { "pending waits", "started held", "succeeded ended", "failed ended" }, states);
        Assert.Contains("succeeded ended", states);
        Assert.Superset(reported["made"].ToHashSet(), IdsIn("1 = 1"));
        Assert.Superset(reported["succeeded"].ToHashSet(), IdsIn("Status = 'succeeded'"));
        Assert.Superset(reported["failed"].ToHashSet(), IdsIn("Status = 'failed'"));

        await using var store = _fixture.NewStore(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        while ((await store.ReclaimAsync(new ReclaimRequest(), default)).Count > 0)
        {
        }

        while ((await store.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromMinutes(1)) { Limit = 100 }, default)).Jobs is { Count: > 0 } jobs)
        {
            foreach (var job in jobs)
                Assert.Equal(LeaseOutcome.Done, await store.CompleteAsync(job.Lease, null, default));
        }

        Assert.Empty(IdsIn("Status NOT IN ('succeeded', 'failed')"));
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM QueueEntries"));

        HashSet<string> IdsIn(string condition) => [.. connection.Query<string>($"SELECT Id FROM Jobs WHERE {condition}")];
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

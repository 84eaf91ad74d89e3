using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>A process killed at any moment loses nothing it reported, and leaves nothing half done.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int Rounds = 3;

    private readonly SqlServerFixture _fixture = new();

    [SkippableFact]
    public async Task Retries_are_whole_after_kills()
    {
        await using (var store = await _fixture.PreparedStoreAsync())
        {
            var documents = Enumerable.Range(0, 3_000).Select(i => JobDocument.FromString(Jobs.Queue(i).Json));
            await store.ImportAsync([.. documents.Select(document => new ImportedJob(JobIndex.Read(JobKind.Queue, document), document))], default);
        }

        var reported = await KillRepeatedlyAsync("retry");

        var originals = await QueryAsync<(string Id, string RetryJob, byte[] Document)>("SELECT Id, RetryJob, Document FROM {0}.Jobs WHERE RetryJob IS NOT NULL");
        var links = originals.Select(job => job.RetryJob).ToHashSet();
        var made = await IdsAsync("Status = N'pending'");
        Assert.NotEmpty(made);
        Assert.Equal(made, links);
        Assert.Equal(links.Count, originals.Count);
        Assert.All(originals, job => Assert.Contains(job.RetryJob, System.Text.Encoding.UTF8.GetString(job.Document), StringComparison.Ordinal));
        Assert.Equal(made, (await QueryAsync<string>("SELECT Id FROM {0}.QueueEntries")).ToHashSet());
        Assert.Superset(reported["made"].ToHashSet(), made);
    }

    [SkippableFact]
    public async Task Import_batches_are_whole_after_kills()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        var reported = await KillRepeatedlyAsync("import");

        var batches = await QueryAsync<(string Batch, int Count)>("SELECT ExternalId, COUNT(*) FROM {0}.Jobs GROUP BY ExternalId");
        Assert.All(batches, batch => Assert.Equal(100, batch.Count));
        Assert.Equal([200 * batches.Count], await QueryAsync<int>("SELECT COUNT(*) FROM {0}.JobCorrelations"));
        Assert.Superset(reported["imported"].ToHashSet(), batches.Select(batch => batch.Batch).ToHashSet());
    }

    [SkippableFact]
    public async Task Workers_killed_between_claim_and_end_leave_jobs_that_all_end_once_their_leases_are_taken_back()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        var reported = await KillRepeatedlyAsync("queue");

        var states = await QueryAsync<string>(
            """
            SELECT DISTINCT CONCAT(j.Status, CASE WHEN q.Id IS NULL THEN ' ended' WHEN q.LeaseToken IS NULL THEN ' waits' ELSE ' held' END)
            FROM {0}.Jobs AS j LEFT JOIN {0}.QueueEntries AS q ON q.Id = j.Id AND q.Kind = j.Kind
            """);
        // Held and not shown as started yet: killed between the two.
        Assert.Subset(new HashSet<string> { "pending waits", "pending held", "started held", "succeeded ended", "failed ended" }, states.ToHashSet());
        Assert.Superset(reported["made"].ToHashSet(), await IdsAsync("1 = 1"));
        Assert.Superset(reported["succeeded"].ToHashSet(), await IdsAsync("Status = N'succeeded'"));
        Assert.Superset(reported["failed"].ToHashSet(), await IdsAsync("Status = N'failed'"));

        await EndAllAsync();

        Assert.Empty(await IdsAsync("Status NOT IN (N'succeeded', N'failed')"));
        Assert.Empty(await QueryAsync<string>("SELECT Id FROM {0}.QueueEntries"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private async Task EndAllAsync()
    {
        await using var store = await _fixture.PreparedStoreAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        while ((await store.ReclaimAsync(new ReclaimRequest { MaximumAttempts = 100 }, default)).Count > 0)
        {
        }

        while (true)
        {
            var claim = await store.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromMinutes(1)) { Limit = 100 }, default);
            Assert.Null(claim.UnavailableReason);
            if (claim.Jobs.Count == 0)
                return;
            foreach (var job in claim.Jobs)
                Assert.Equal(LeaseOutcome.Done, await store.CompleteAsync(job.Lease, null, default));
        }
    }

    // Two at once, so that the one which is killed holds what the other goes after.
    private async Task<ILookup<string, string>> KillRepeatedlyAsync(string work)
    {
        var lines = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var first = new StoreProcess(_fixture.Schema, work);
            using var second = new StoreProcess(_fixture.Schema, work);
            foreach (var process in new[] { first, second })
            {
                Assert.Equal("ready", await process.ReadLineAsync());
                process.Go();
            }

            foreach (var process in new[] { first, second })
            {
                lines.Add(Assert.IsType<string>(await process.ReadLineAsync()));
                await Task.Delay(Random.Shared.Next(1, 400));
                lines.AddRange(process.Kill());
            }
        }

        await StoreProcess.ForgottenAsync(_fixture.Schema);
        return lines.Select(line => line.Split(' ')).ToLookup(words => words[0], words => words[1]);
    }

    private async Task<HashSet<string>> IdsAsync(string condition) => [.. await QueryAsync<string>($"SELECT Id FROM {{0}}.Jobs WHERE {condition}")];

    private async Task<List<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        return [.. await connection.QueryAsync<T>(sql.Replace("{0}", $"[{_fixture.Schema}]", StringComparison.Ordinal))];
    }
}

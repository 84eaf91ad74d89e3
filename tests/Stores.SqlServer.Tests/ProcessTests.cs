using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>Several processes at once on one schema.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private readonly SqlServerFixture _fixture = new();

    [SkippableFact]
    public async Task Fifty_connections_of_two_processes_claim_ten_thousand_jobs_each_once()
    {
        var ids = await EnqueueAsync(10_000);

        var lines = (await StoreProcess.RaceAsync(2, _fixture.Schema, "drain")).Select(output => output.ToLookup(line => line.Split(' ')[0])).ToList();

        Assert.All(lines, output => Assert.NotEmpty(output["claimed"]));
        var claimed = lines.SelectMany(output => output["claimed"]).ToList();
        Assert.Equal(ids.Select(id => $"claimed {id} 1").Order(StringComparer.Ordinal), claimed.Order(StringComparer.Ordinal));
        Assert.Equal(10_000, lines.Sum(output => output["Done"].Count()));
        Assert.Equal((10_000, 10_000, 0), (await CountAsync("Jobs"), await CountAsync("Jobs", "Status = N'succeeded'"), await CountAsync("QueueEntries")));
    }

    [SkippableFact]
    public async Task Of_fifty_retries_of_a_job_by_two_processes_one_makes_a_job_and_the_others_are_told_of_it()
    {
        await using (var store = await _fixture.PreparedStoreAsync())
        {
            var document = JobDocument.FromString(Jobs.Queue(1, data: Jobs.Correlated("c")).Json);
            await store.ImportAsync([new ImportedJob(JobIndex.Read(JobKind.Queue, document), document)], default);
        }

        var lines = (await StoreProcess.RaceAsync(2, _fixture.Schema, "retry-one", Jobs.Id(1))).SelectMany(output => output).ToList();

        var made = Assert.Single(lines, line => line.StartsWith("made ", StringComparison.Ordinal))["made ".Length..];
        Assert.Equal(49, lines.Count(line => line == "Refused " + RetryRules.AlreadyRetried(Jobs.Id(1), made)));
        Assert.Equal((2, 1), (await CountAsync("Jobs"), await CountAsync("QueueEntries")));
    }

    [SkippableFact]
    public async Task Of_two_processes_that_make_jobs_with_the_same_correlation_ids_one_makes_each()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();

        var lines = (await StoreProcess.RaceAsync(2, _fixture.Schema, "enqueue", "200")).SelectMany(output => output).ToLookup(line => line.Split(' ')[0]);

        Assert.Equal((200, 200), (lines["made"].Count(), lines["Refused"].Count()));
        Assert.Equal((200, 200), (await CountAsync("Jobs"), await CountAsync("QueueEntries")));
        Assert.Equal(200, await CountAsync("(SELECT DISTINCT CorrelationId FROM {0}.Jobs)"));
    }

    [SkippableFact]
    public async Task Two_processes_may_start_at_once_on_an_empty_schema()
    {
        Skip.If(string.IsNullOrEmpty(SqlServerFixture.ConnectionString));
        var outputs = await StoreProcess.RaceAsync(2, _fixture.Schema, "start");
        Assert.All(outputs, output => Assert.Equal(["prepared"], output));
        await using var store = SqlServerFixture.NewStore(_fixture.Options with { AutoMigrate = false });
        await store.PrepareAsync(default);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private async Task<IReadOnlyCollection<JobId>> EnqueueAsync(int count)
    {
        await using var store = await _fixture.PreparedStoreAsync();
        var ids = new System.Collections.Concurrent.ConcurrentBag<JobId>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (_, token) =>
        {
            var outcome = await store.EnqueueAsync(new NewJob("relay", """{"a":1}"""u8.ToArray()), token);
            ids.Add(JobIndex.Read(JobKind.Queue, outcome.Document).Id);
        });
        return ids;
    }

    private async Task<int> CountAsync(string table, string condition = "1 = 1")
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        var source = table.StartsWith('(') ? string.Format(null, table, $"[{_fixture.Schema}]") : $"[{_fixture.Schema}].[{table}]";
        return await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM {source} AS t WHERE {condition}");
    }
}

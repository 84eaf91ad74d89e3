using Dapper;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>Several gateways on one schema: instances share nothing but the database.</summary>
public sealed class ConcurrencyTests : IAsyncLifetime
{
    private readonly SqlServerFixture _fixture = new();
    private readonly List<SqlServerJobStore> _stores = [];

    [SkippableFact]
    public async Task Of_fifty_retries_of_a_job_over_five_stores_one_succeeds()
    {
        await PrepareAsync(5);
        await ImportAsync(_stores[0], Jobs.Queue(1, data: """{"correlationId":["c","d"]}"""));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () => await _stores[i % 5].RetryByIdAsync(JobId.Parse(Jobs.Id(1)), default))));

        var made = Assert.Single(outcomes, outcome => outcome.Status == OutcomeStatus.Found);
        var refusal = RetryRules.AlreadyRetried(Jobs.Id(1), JobIndex.Read(JobKind.Queue, made.Document).Id.ToString());
        Assert.Equal(49, outcomes.Count(outcome => outcome == JobOutcome.Refused(refusal)));
        Assert.Equal((2, 4, 1), (await CountAsync("Jobs"), await CountAsync("JobCorrelations"), await CountAsync("QueueEntries")));
    }

    [SkippableFact]
    public async Task Of_concurrent_retries_of_different_jobs_with_one_correlation_id_one_succeeds()
    {
        await PrepareAsync(5);
        await ImportAsync(_stores[0], [.. Enumerable.Range(0, 20).Select(i => Jobs.Queue(i, data: Jobs.Correlated("c")))]);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () => await _stores[i % 5].RetryByIdAsync(JobId.Parse(Jobs.Id(i)), default))));

        var made = Assert.Single(outcomes, outcome => outcome.Status == OutcomeStatus.Found);
        var refusal = RetryRules.CorrelationIdTaken("c", JobIndex.Read(JobKind.Queue, made.Document).Id, "pending");
        Assert.Equal(19, outcomes.Count(outcome => outcome == JobOutcome.Refused(refusal)));
        Assert.Equal((21, 1), (await CountAsync("Jobs"), await CountAsync("QueueEntries")));
    }

    [SkippableFact]
    public async Task Importers_of_the_same_jobs_at_once_import_each_job_once()
    {
        await PrepareAsync(4);
        var jobs = Enumerable.Range(0, 200).Select(i => Jobs.Agenda(i, data: """{"correlationId":["c","d"]}""")).ToArray();
        var outcomes = await Task.WhenAll(_stores.Select(store => Task.Run(() => ImportAsync(store, jobs))));
        Assert.Equal(200, outcomes.Sum(outcome => outcome.Inserted));
        Assert.Equal(600, outcomes.Sum(outcome => outcome.Unchanged));
        Assert.Equal((200, 400), (await CountAsync("Jobs"), await CountAsync("JobCorrelations")));
    }

    [SkippableFact]
    public async Task An_import_never_undoes_a_retry_that_runs_beside_it()
    {
        await PrepareAsync(2);
        await ImportAsync(_stores[0], [.. Enumerable.Range(0, 50).Select(i => Jobs.Queue(i))]);
        var changed = Enumerable.Range(0, 50).Select(i => Jobs.Queue(i, name: "mint")).ToArray();

        var import = Task.Run(() => ImportAsync(_stores[0], changed));
        var retries = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () => await _stores[1].RetryByIdAsync(JobId.Parse(Jobs.Id(i)), default))));
        var outcome = await import;

        Assert.All(retries, retry => Assert.Equal(OutcomeStatus.Found, retry.Status));
        Assert.Equal(50, outcome.Updated + outcome.Conflicts.Count);
        for (var i = 0; i < 50; i++)
        {
            var document = (await _stores[0].FetchByIdAsync(JobId.Parse(Jobs.Id(i)), default)).Document.ToString();
            Assert.Contains("\"retryJob\":", document, StringComparison.Ordinal);
            Assert.Contains(outcome.Conflicts.Contains(i) ? "\"relay\"" : "\"mint\"", document, StringComparison.Ordinal);
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    private async Task PrepareAsync(int count)
    {
        for (var i = 0; i < count; i++)
            _stores.Add(await _fixture.PreparedStoreAsync());
    }

    private async Task<int> CountAsync(string table)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        return await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM [{_fixture.Schema}].[{table}]");
    }

    private static async Task<ImportBatchOutcome> ImportAsync(SqlServerJobStore store, params (JobKind Kind, string Json)[] jobs) =>
        await store.ImportAsync(
            [.. jobs.Select(job => (job.Kind, Document: JobDocument.FromString(job.Json))).Select(job => new ImportedJob(JobIndex.Read(job.Kind, job.Document), job.Document))],
            default);
}

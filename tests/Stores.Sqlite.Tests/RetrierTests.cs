using Dapper;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>A retry that goes wrong half-way leaves nothing behind.</summary>
public sealed class RetrierTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_query_cancelled_between_two_jobs_retries_neither()
    {
        using var stop = new CancellationTokenSource();
        var clock = new StoppingClock();
        await using var store = _fixture.NewStore(clock);
        await store.PrepareAsync(default);
        var jobs = new[] { Jobs.Queue(1), Jobs.Queue(2) };
        await store.ImportAsync([.. jobs.Select(job => Imported(job.Kind, job.Json))], default);

        clock.Stop = stop; // when the retry of the first job asks for the time
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.RetryByQueryAsync(new RetryQuery { Name = "relay" }, stop.Token));

        for (var i = 0; i < 2; i++)
            Assert.Equal(jobs[i].Json, (await store.FetchByIdAsync(JobId.Parse(Jobs.Id(i + 1)), default)).Document.ToString());
    }

    [Fact]
    public async Task A_new_job_that_is_not_inserted_leaves_the_original_unclaimed()
    {
        await using var store = await _fixture.PreparedStoreAsync();
        var (kind, json) = Jobs.Queue(1);
        await store.ImportAsync([Imported(kind, json)], default);
        using (var connection = _fixture.Open())
            connection.Execute("CREATE TRIGGER Taken BEFORE INSERT ON Jobs BEGIN SELECT RAISE(IGNORE); END"); // as an id that is taken already

        var id = JobId.Parse(Jobs.Id(1));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.RetryByIdAsync(id, default));

        Assert.Equal(json, (await store.FetchByIdAsync(id, default)).Document.ToString());
        using (var connection = _fixture.Open())
            connection.Execute("DROP TRIGGER Taken");
        Assert.Equal(OutcomeStatus.Found, (await store.RetryByIdAsync(id, default)).Status);
    }

    private static ImportedJob Imported(JobKind kind, string json)
    {
        var document = JobDocument.FromString(json);
        return new ImportedJob(JobIndex.Read(kind, document), document);
    }

    // Cancels when it is asked for the time.
    private sealed class StoppingClock : TimeProvider
    {
        public CancellationTokenSource? Stop { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Stop?.Cancel();
            return base.GetUtcNow();
        }
    }
}

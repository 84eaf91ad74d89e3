using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>What the rows of the queue hold, which no document shows.</summary>
public sealed class QueueRowTests : QueueConformance
{
    private readonly SqliteFixture _fixture;

    public QueueRowTests()
        : this(new SqliteFixture()) { }

    private QueueRowTests(SqliteFixture fixture)
        : base(fixture) => _fixture = fixture;

    [SkippableFact]
    public async Task An_entry_tells_its_attempts_and_why_the_last_attempt_failed()
    {
        var job = await StartedAsync(Job() with { Priority = -10 });
        Assert.Equal(("relay", -10, Milliseconds(0), 1, null), Entry());
        await Queue.FailAsync(job.Lease, new JobFailure("no \"gas\"\0") { Backoff = Second }, default);
        Assert.Equal(("relay", -10, Milliseconds(1), 1, "no \"gas\"\0"), Entry());
        Clock.Advance(Second);
        await Queue.ReleaseAsync((await ClaimOneAsync()).Lease, default);
        Assert.Equal(("relay", -10, Milliseconds(1), 1, "no \"gas\"\0"), Entry());
    }

    [SkippableFact]
    public async Task A_retry_is_entered_with_its_jobs_priority_and_is_due_at_once()
    {
        await ImportAsync(Jobs.Agenda(1));
        await RetryAsync(Jobs.Id(1));
        Assert.Equal(("deploy", 10, Milliseconds(0), 0, null), Entry());
    }

    private static long Milliseconds(int seconds) => Now.AddSeconds(seconds).ToUnixTimeMilliseconds();

    private (string Name, int Priority, long DueAt, int Attempts, string? LastFailure) Entry()
    {
        using var connection = _fixture.Open();
        return connection.QuerySingle<(string, int, long, int, string?)>("SELECT Name, Priority, DueAt, Attempts, LastFailure FROM QueueEntries");
    }
}

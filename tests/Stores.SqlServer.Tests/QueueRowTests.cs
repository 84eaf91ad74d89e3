using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>What the rows of the queue hold, which no document shows.</summary>
public sealed class QueueRowTests(SharedSchema schema) : QueueConformance(schema.ForOneTest), IClassFixture<SharedSchema>
{
    [SkippableFact]
    public async Task A_new_job_is_entered_with_its_priority_and_its_delay()
    {
        var id = await EnqueueAsync(Job("relay ") with { Priority = -10, Delay = 5 * Second + TimeSpan.FromMicroseconds(999) });
        Assert.Equal(new Entry(1, id, await SequenceAsync(id), IndexedText.Of("relay ")!, -10, Utc(5), 0, null, null, false, null), await EntryAsync());
    }

    [SkippableFact]
    public async Task A_retry_is_entered_with_its_jobs_priority_and_is_due_at_once()
    {
        await ImportAsync(Jobs.Agenda(1));
        var id = IdOf((await RetryAsync(Jobs.Id(1))).Document);
        Assert.Equal(new Entry(0, id, await SequenceAsync(id), "deploy", 10, Utc(0), 0, null, null, false, null), await EntryAsync());
    }

    [SkippableFact]
    public async Task A_job_without_a_name_is_retried_and_not_entered()
    {
        await ImportAsync((JobKind.Agenda, Jobs.Agenda(1).Json.Replace("\"name\":\"deploy\",", "", StringComparison.Ordinal)));
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(Jobs.Id(1))).Status);
        Assert.Empty(await schema.ReadAsync<int>("SELECT 1 FROM [QueueEntries]"));
    }

    [SkippableFact]
    public async Task An_entry_tells_its_attempts_its_lease_and_why_the_last_attempt_failed()
    {
        var job = await StartedAsync();
        var waiting = new Entry(1, job.Lease.Id.ToString(), await SequenceAsync(job.Lease.Id.ToString()), "relay", 0, Utc(0), 1, null, null, false, null);
        Assert.Equal(waiting with { LeaseToken = job.Lease.Token, LeaseEndsAt = Utc(60) }, await EntryAsync());

        await Queue.FailAsync(job.Lease, new JobFailure("no \"gas\"") { Backoff = Second }, default);
        waiting = waiting with { DueAt = Utc(1), LastFailure = IndexedText.Of("no \"gas\"") };
        Assert.Equal(waiting, await EntryAsync());

        Clock.Advance(Second);
        await Queue.ReleaseAsync((await ClaimOneAsync()).Lease, default);
        Assert.Equal(waiting, await EntryAsync());
        await Queue.CancelAsync((await ClaimOneAsync()).Lease.Id, default);
        Assert.True((await EntryAsync()).IsCancelRequested);
    }

    [SkippableFact]
    public async Task A_queue_job_lets_go_of_its_correlation_id_when_it_fails_and_only_then()
    {
        var (failed, done) = (await StartedAsync(Job() with { CorrelationId = "c" }), await StartedAsync(Job() with { CorrelationId = "d" }));
        Assert.Equal(["c", "d"], await HeldAsync());
        await Queue.FailAsync(failed.Lease, new JobFailure("boom"), default);
        await Queue.CompleteAsync(done.Lease, null, default);
        Assert.Equal([null, "d"], await HeldAsync());
        Assert.Equal(OutcomeStatus.Found, (await Queue.EnqueueAsync(Job() with { CorrelationId = "c" }, default)).Status);
        Assert.Equal(OutcomeStatus.Refused, (await Queue.EnqueueAsync(Job() with { CorrelationId = "d" }, default)).Status);
    }

    [SkippableFact]
    public async Task An_agenda_job_keeps_its_correlation_id_when_it_fails()
    {
        var job = await StartedAsync(Job(kind: JobKind.Agenda) with { CorrelationId = "c" });
        await Queue.FailAsync(job.Lease, new JobFailure("boom"), default);
        Assert.Equal(["c"], await HeldAsync());
    }

    private static DateTime Utc(int seconds) => Milliseconds.Before(Now.AddSeconds(seconds));

    private Task<IReadOnlyList<string?>> HeldAsync() => schema.ReadAsync<string?>("SELECT HeldCorrelationId FROM [Jobs] ORDER BY Sequence");

    private async Task<long> SequenceAsync(string id) => Assert.Single(await schema.ReadAsync<long>($"SELECT Sequence FROM [Jobs] WHERE Id = '{id}'"));

    private async Task<Entry> EntryAsync() => Assert.Single(await schema.ReadAsync<Entry>(
        "SELECT Kind, Id, Sequence, Name, Priority, DueAt, Attempts, LeaseToken, LeaseEndsAt, IsCancelRequested, LastFailure FROM [QueueEntries]"));

    private sealed record Entry(
        byte Kind,
        string Id,
        long Sequence,
        string Name,
        int Priority,
        DateTime DueAt,
        int Attempts,
        Guid? LeaseToken,
        DateTime? LeaseEndsAt,
        bool IsCancelRequested,
        string? LastFailure);
}

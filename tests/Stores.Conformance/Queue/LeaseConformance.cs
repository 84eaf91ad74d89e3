using System.Text;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Conformance;

/// <summary>What the holder of a lease may do, until it is taken back.</summary>
public abstract class LeaseConformance(IStoreFixture fixture) : QueueConformance(fixture)
{
    private static readonly JobChanges Changes = new() { Data = """{"txHash":"0x1","transactionBody":{"status":"confirmed"}}"""u8.ToArray(), AccountAddress = "0xA" };

    [SkippableFact]
    public async Task A_completed_job_has_succeeded_with_what_its_worker_wrote()
    {
        var job = await StartedAsync(Job(data: """{"transactionBody":{"status":"pending","value":"1"}}"""));
        var id = job.Lease.Id.ToString();
        Clock.Advance(Second);
        Assert.Equal(LeaseOutcome.Done, await Queue.HeartbeatAsync(job.Lease, Lease, new JobChanges { AccountAddress = "0xB" }, default));
        Assert.Equal(
            QueueJob(id, "started", 1, """{"transactionBody":{"status":"pending","value":"1"}}""", "\"accountAddress\":\"0xB\""), await FetchAsync(id));
        Clock.Advance(Second);

        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(job.Lease, Changes, default));

        Assert.Equal(
            QueueJob(
                id, "succeeded", 2, """{"transactionBody":{"status":"confirmed","value":"1"},"txHash":"0x1"}""",
                $"\"accountAddress\":\"0xA\",\"lastFinishedAt\":\"{At(2)}\""),
            await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_failed_job_says_why_and_how_often_it_was_tried()
    {
        var job = await StartedAsync();
        var id = job.Lease.Id.ToString();
        Clock.Advance(Second);
        Assert.Equal(LeaseOutcome.Done, await Queue.FailAsync(job.Lease, new JobFailure("no \"gas\"\né\0") { Changes = new() { AccountAddress = "0xA" } }, default));
        Assert.Equal(
            QueueJob(
                id, "failed", 1, "", $"\"accountAddress\":\"0xA\",\"failCount\":1,\"failReason\":\"no \\\"gas\\\"\\né\\u0000\",\"failedAt\":\"{At(1)}\",\"lastFinishedAt\":\"{At(1)}\""),
            await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Assert.Empty(await ClaimAsync());
        // Its columns are in step with it: a retry by query finds it.
        Assert.Single((await RetryAsync(new RetryQuery { AccountAddress = "0xA", Status = "failed", FailedAfter = Now.AddSeconds(1) })).Jobs);
    }

    [SkippableFact]
    public async Task An_agenda_job_completes_or_fails_by_its_timestamps()
    {
        var done = await StartedAsync(Job(kind: JobKind.Agenda));
        Clock.Advance(Second);
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(done.Lease, new JobChanges { AccountAddress = "0xA" }, default));
        Assert.Equal(
            AgendaJob(done.Lease.Id.ToString(), 0, $"\"lockedAt\":null,\"lastRunAt\":\"{At(0)}\",\"lastFinishedAt\":\"{At(1)}\""), await FetchAsync(done.Lease.Id.ToString()));

        var failed = await StartedAsync(Job(kind: JobKind.Agenda));
        Clock.Advance(Second);
        Assert.Equal(LeaseOutcome.Done, await Queue.FailAsync(failed.Lease, new JobFailure("boom"), default));
        Assert.Equal(
            AgendaJob(
                failed.Lease.Id.ToString(), 1,
                $"\"lockedAt\":null,\"lastRunAt\":\"{At(1)}\",\"failCount\":1,\"failReason\":\"boom\",\"failedAt\":\"{At(2)}\",\"lastFinishedAt\":\"{At(2)}\""),
            await FetchAsync(failed.Lease.Id.ToString()));
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(failed.Lease.Id.ToString())).Status);
    }

    [SkippableFact]
    public async Task Data_that_change_are_found_by_what_they_are_now()
    {
        var job = await StartedAsync(Job(data: """{"correlationId":"c","externalId":"x"}""", kind: JobKind.Agenda));
        await Queue.HeartbeatAsync(job.Lease, Lease, new JobChanges { Data = """{"correlationId":["d","e"]}"""u8.ToArray() }, default);
        Assert.Null(await FetchByCorrelationIdAsync("c"));
        Assert.Equal(await FetchAsync(job.Lease.Id.ToString()), await FetchByCorrelationIdAsync("e"));

        var queue = await StartedAsync(Job(data: """{"externalId":"x"}"""));
        await Queue.CompleteAsync(queue.Lease, new JobChanges { Data = """{"externalId":"y"}"""u8.ToArray() }, default);
        Assert.Empty((await Store.FetchByExternalIdAsync("x", default)).Documents);
        Assert.Single((await Store.FetchByExternalIdAsync("y", default)).Documents);
    }

    [SkippableFact]
    public async Task A_heartbeat_without_changes_changes_no_byte()
    {
        var job = await StartedAsync();
        Clock.Advance(Second);
        Assert.Equal(LeaseOutcome.Done, await Queue.HeartbeatAsync(job.Lease, Lease, null, default));
        Assert.Equal(job.Document.ToString(), await FetchAsync(job.Lease.Id.ToString()));
    }

    [SkippableTheory]
    [InlineData("[]")]
    [InlineData("""{"wei":9007199254740993}""")]
    public async Task Changes_that_cannot_be_stored_are_refused_and_the_lease_stays(string data)
    {
        var job = await StartedAsync();
        var changes = new JobChanges { Data = Encoding.UTF8.GetBytes(data) };
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.HeartbeatAsync(job.Lease, Lease, changes, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.CompleteAsync(job.Lease, changes, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.FailAsync(job.Lease, new JobFailure("boom") { Changes = changes }, default));
        Assert.Equal(job.Document.ToString(), await FetchAsync(job.Lease.Id.ToString()));
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(job.Lease, null, default));
    }

    [SkippableFact]
    public async Task Another_attempt_waits_for_its_backoff_and_shows_nothing_of_the_failure()
    {
        var job = await StartedAsync();
        var id = job.Lease.Id.ToString();
        Clock.Advance(Second);
        var failure = new JobFailure("boom") { Backoff = 3 * Second, MaximumAttempts = 2 };
        Assert.Equal(LeaseOutcome.Done with { WillRunAgain = true }, await Queue.FailAsync(job.Lease, failure, default));
        Assert.Equal(QueueJob(id, "pending", 1), await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Clock.Advance(3 * Second - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await ClaimAsync());
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        var again = await ClaimOneAsync();

        Assert.Equal((id, 2), (again.Lease.Id.ToString(), again.Attempt));
        Assert.NotEqual(job.Lease.Token, again.Lease.Token);
        Assert.Equal(QueueJob(id, "started", 4), again.Document.ToString());
        await IsLostAsync(job.Lease);
        Assert.Equal(LeaseOutcome.Done, await Queue.FailAsync(again.Lease, failure, default));
        Assert.Equal(
            QueueJob(id, "failed", 4, "", $"\"failCount\":2,\"failReason\":\"boom\",\"failedAt\":\"{At(4)}\",\"lastFinishedAt\":\"{At(4)}\""), await FetchAsync(id));
    }

    [SkippableFact]
    public async Task An_agenda_job_that_waits_shows_when_it_runs_again()
    {
        var job = await StartedAsync(Job(kind: JobKind.Agenda));
        Assert.Equal(LeaseOutcome.Done with { WillRunAgain = true }, await Queue.FailAsync(job.Lease, new JobFailure("boom") { Backoff = 3 * Second }, default));
        Assert.Equal(AgendaJob(job.Lease.Id.ToString(), 3, $"\"lockedAt\":null,\"lastRunAt\":\"{At(0)}\""), await FetchAsync(job.Lease.Id.ToString()));
    }

    [SkippableFact]
    public async Task A_released_job_is_due_at_once_and_the_attempt_does_not_count()
    {
        var job = await StartedAsync();
        var id = job.Lease.Id.ToString();
        Clock.Advance(Second);
        Assert.Equal(LeaseOutcome.Done with { WillRunAgain = true }, await Queue.ReleaseAsync(job.Lease, default));
        Assert.Equal(QueueJob(id, "pending", 1), await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Assert.Equal(1, (await ClaimOneAsync()).Attempt);
    }

    [SkippableFact]
    public async Task Of_jobs_claimed_together_each_has_its_own_end()
    {
        await EnqueueAsync();
        await EnqueueAsync();
        var jobs = await ClaimAsync(2);
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(jobs[0].Lease, null, default));
        Assert.Equal(jobs[1].Document.ToString(), await FetchAsync(jobs[1].Lease.Id.ToString()));
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(jobs[1].Lease, null, default));
    }

    [SkippableFact]
    public async Task A_lease_that_was_never_given_is_lost()
    {
        var job = await StartedAsync();
        await IsLostAsync(job.Lease with { Token = Guid.NewGuid() });
        Assert.Equal(LeaseOutcome.Lost, await Queue.CompleteAsync(job.Lease with { Kind = JobKind.Agenda }, null, default));
        Assert.Equal(LeaseOutcome.Lost, await Queue.CompleteAsync(job.Lease with { Id = JobId.Parse(Jobs.Id(1)) }, null, default));
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(job.Lease, null, default));
    }

    [SkippableFact]
    public async Task A_worker_that_comes_late_may_complete_a_job_that_nobody_took_back()
    {
        var job = await StartedAsync();
        Clock.Advance(Lease + Lease);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(job.Lease, null, default));
        Assert.Equal(0, (await Queue.ReclaimAsync(new ReclaimRequest(), default)).Count);
    }

    [SkippableFact]
    public async Task A_cancelled_call_changes_nothing()
    {
        var job = await StartedAsync();
        var cancelled = new CancellationToken(true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Queue.CompleteAsync(job.Lease, null, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Queue.FailAsync(job.Lease, new JobFailure("boom"), cancelled));
        Assert.Equal(job.Document.ToString(), await FetchAsync(job.Lease.Id.ToString()));
    }
}

using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Conformance;

/// <summary>Jobs are taken back from workers that died.</summary>
public abstract class ReclaimConformance(IStoreFixture fixture) : QueueConformance(fixture)
{
    [SkippableFact]
    public async Task A_job_whose_lease_ended_is_due_again_at_once()
    {
        var job = await StartedAsync();
        var id = job.Lease.Id.ToString();
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Equal(new ReclaimOutcome(0, 0, 0), await ReclaimAsync());
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new ReclaimOutcome(1, 0, 0), await ReclaimAsync());

        Assert.Equal(QueueJob(id, "pending", 60), await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Assert.Equal(new ReclaimOutcome(0, 0, 0), await ReclaimAsync());
        var again = await ClaimOneAsync();
        Assert.Equal((id, 2), (again.Lease.Id.ToString(), again.Attempt));
        await IsLostAsync(job.Lease);
        Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(again.Lease, null, default));
    }

    [SkippableFact]
    public async Task An_agenda_job_is_taken_back_as_well()
    {
        var job = await StartedAsync(Job(kind: JobKind.Agenda));
        Clock.Advance(Lease);
        Assert.Equal(new ReclaimOutcome(1, 0, 0), await ReclaimAsync());
        Assert.Equal(AgendaJob(job.Lease.Id.ToString(), 60, $"\"lockedAt\":null,\"lastRunAt\":\"{At(0)}\""), await FetchAsync(job.Lease.Id.ToString()));
        await IsLostAsync(job.Lease);
    }

    [SkippableFact]
    public async Task A_heartbeat_keeps_the_lease()
    {
        var job = await StartedAsync();
        Clock.Advance(Lease - Second);
        await Queue.HeartbeatAsync(job.Lease, Lease, null, default);
        Clock.Advance(Lease - Second);
        Assert.Equal(0, (await ReclaimAsync()).Count);
        Clock.Advance(Second);
        Assert.Equal(1, (await ReclaimAsync()).Requeued);
    }

    [SkippableFact]
    public async Task A_job_that_had_its_attempts_fails()
    {
        await EnqueueAsync();
        for (var attempt = 1; attempt < 3; attempt++)
        {
            Assert.Equal(attempt, (await ClaimOneAsync()).Attempt);
            Clock.Advance(Lease);
            Assert.Equal(new ReclaimOutcome(1, 0, 0), await ReclaimAsync(3));
        }

        var job = await ClaimOneAsync();
        Clock.Advance(Lease);
        Assert.Equal(new ReclaimOutcome(0, 1, 0), await ReclaimAsync(3));

        var id = job.Lease.Id.ToString();
        Assert.Equal(
            QueueJob(id, "failed", 180, "", $"\"failCount\":3,\"failReason\":\"{ReclaimRequest.WorkerDied}\",\"failedAt\":\"{At(180)}\",\"lastFinishedAt\":\"{At(180)}\""),
            await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(id)).Status);
    }

    [SkippableFact]
    public async Task A_job_to_be_cancelled_is_cancelled()
    {
        var job = await StartedAsync();
        await Queue.CancelAsync(job.Lease.Id, default);
        Clock.Advance(Lease);
        Assert.Equal(new ReclaimOutcome(0, 0, 1), await ReclaimAsync(1));
        Assert.Equal(QueueJob(job.Lease.Id.ToString(), "cancelled", 60), await FetchAsync(job.Lease.Id.ToString()));
        await IsLostAsync(job.Lease);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task Those_whose_leases_ended_first_are_taken_back_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await StartedAsync()).Lease.Id.ToString());
            Clock.Advance(Second);
        }

        Clock.Advance(Lease - 2 * Second);
        Assert.Equal(2, (await Queue.ReclaimAsync(new ReclaimRequest { Limit = 2 }, default)).Requeued);
        Assert.Equal(ids[..2], await ClaimedIdsAsync());
        Assert.Equal(2, (await ReclaimAsync()).Requeued);
        Assert.Equal(ids[2..4], await ClaimedIdsAsync());
    }

    [SkippableFact]
    public async Task Jobs_that_wait_have_ended_or_were_imported_are_left_alone()
    {
        await ImportAsync(Jobs.Queue(1, "started"));
        await Queue.CompleteAsync((await StartedAsync()).Lease, null, default);
        var waiting = await EnqueueAsync();
        Clock.Advance(Lease + Lease);
        Assert.Equal(0, (await ReclaimAsync()).Count);
        Assert.Equal([waiting], await ClaimedIdsAsync());
    }

    [SkippableFact]
    public async Task A_completion_and_a_reclaim_at_once_agree()
    {
        for (var i = 0; i < 20; i++)
        {
            var job = await StartedAsync();
            Clock.Advance(Lease);
            var complete = Task.Run(async () => await Queue.CompleteAsync(job.Lease, null, default));
            var reclaim = Task.Run(() => ReclaimAsync());
            var (completed, reclaimed) = (await complete, await reclaim);
            Assert.Equal(completed.Status == LeaseStatus.Done ? 0 : 1, reclaimed.Count);
            foreach (var again in await ClaimAsync())
                Assert.Equal(LeaseOutcome.Done, await Queue.CompleteAsync(again.Lease, null, default));
            Assert.Contains("\"status\":\"succeeded\"", await FetchAsync(job.Lease.Id.ToString()), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Of_several_reclaims_at_once_each_job_is_taken_back_by_one()
    {
        for (var i = 0; i < 50; i++)
            await EnqueueAsync();
        await ClaimAsync(50);
        Clock.Advance(Lease);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => ReclaimAsync())));
        Assert.Equal(50, outcomes.Sum(outcome => outcome.Requeued));
        Assert.Equal(50, (await ClaimAsync(100)).Count(job => job.Attempt == 2));
    }

    [SkippableFact]
    public async Task A_limit_below_one_is_refused() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.ReclaimAsync(new ReclaimRequest { Limit = 0 }, default));

    private async Task<ReclaimOutcome> ReclaimAsync(int maximumAttempts = 5)
    {
        var outcome = await Queue.ReclaimAsync(new ReclaimRequest { MaximumAttempts = maximumAttempts }, default);
        Assert.Null(outcome.UnavailableReason);
        return outcome;
    }
}

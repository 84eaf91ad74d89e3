using JobsGateway.Stores.Abstractions.Queue;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>Which jobs are handed out, and in which order.</summary>
public abstract class ClaimConformance(IStoreFixture fixture) : QueueConformance(fixture)
{
    [SkippableFact]
    public async Task An_empty_queue_hands_out_nothing() => Assert.Empty(await ClaimAsync(100));

    [SkippableFact]
    public async Task How_many_jobs_are_due_wait_for_later_and_run_can_be_counted()
    {
        for (var i = 0; i < 3; i++)
            await EnqueueAsync();
        await EnqueueAsync(Job() with { Delay = Lease });
        await ClaimOneAsync();
        var queue = (IJobQueueDepth)Store;
        Assert.Equal(new QueueDepth(Due: 2, Later: 1, Running: 1), await queue.CountAsync(default));
        Clock.Advance(Lease);
        Assert.Equal(new QueueDepth(Due: 3, Later: 0, Running: 1), await queue.CountAsync(default));
    }

    [SkippableFact]
    public async Task A_claimed_job_is_started()
    {
        var id = await EnqueueAsync(Job(data: """{"externalId":"e"}"""));
        Clock.Advance(2 * Second);

        var job = await ClaimOneAsync();

        Assert.Equal((JobKind.Queue, id, 1), (job.Lease.Kind, job.Lease.Id.ToString(), job.Attempt));
        Assert.Equal(QueueJob(id, "started", 2, """{"externalId":"e"}"""), job.Document.ToString());
        Assert.Equal(job.Document.ToString(), await FetchAsync(id));
        Assert.Equal(job.Document.ToString(), Assert.Single((await Store.FetchByExternalIdAsync("e", default)).Documents).ToString());
        Assert.Empty(await ClaimAsync(100));
    }

    [SkippableFact]
    public async Task A_claimed_agenda_job_is_running()
    {
        var id = await EnqueueAsync(Job(kind: JobKind.Agenda));
        Assert.Equal(AgendaJob(id, 0), await FetchAsync(id));
        Clock.Advance(2 * Second);
        var job = await ClaimOneAsync();
        Assert.Equal((JobKind.Agenda, id, 1), (job.Lease.Kind, job.Lease.Id.ToString(), job.Attempt));
        Assert.Equal(AgendaJob(id, 2, $"\"lockedAt\":\"{At(2)}\",\"lastRunAt\":\"{At(2)}\""), job.Document.ToString());
        Assert.Equal(job.Document.ToString(), await FetchAsync(id));
    }

    [SkippableFact]
    public async Task The_first_made_is_the_first_run_and_the_limit_holds()
    {
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Add(await EnqueueAsync(Job(kind: i % 2 == 0 ? JobKind.Queue : JobKind.Agenda)));
        Assert.Equal(ids[..3], await ClaimedIdsAsync(3));
        Assert.Equal(ids[3..4], await ClaimedIdsAsync(1));
        Assert.Equal(ids[4..], await ClaimedIdsAsync(100));
    }

    [SkippableFact]
    public async Task The_higher_priority_comes_first_then_the_earlier_due()
    {
        var late = await EnqueueAsync(Job() with { Delay = 3 * Second });
        var early = await EnqueueAsync(Job() with { Delay = Second });
        var low = await EnqueueAsync(Job() with { Priority = -20 });
        var high = await EnqueueAsync(Job(kind: JobKind.Agenda) with { Priority = 20, Delay = 3 * Second });
        Clock.Advance(4 * Second);
        Assert.Equal([high, early, late, low], await ClaimedIdsAsync());
    }

    [SkippableFact]
    public async Task A_job_is_not_due_before_its_delay_is_over()
    {
        var id = await EnqueueAsync(Job() with { Delay = Second, Priority = 20 });
        var other = await EnqueueAsync();
        Assert.Equal([other], await ClaimedIdsAsync());
        Clock.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await ClaimAsync());
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([id], await ClaimedIdsAsync());
    }

    [SkippableFact]
    public async Task Imported_jobs_are_not_handed_out()
    {
        await ImportAsync(Queue(1, "pending"), Queue(2, "started"), Agenda(3, "\"lockedAt\":null", name: "relay"));
        var id = await EnqueueAsync();
        Assert.Equal([id], await ClaimedIdsAsync());
        Assert.Equal(Queue(1, "pending").Json, await FetchAsync(Id(1)));
    }

    [SkippableFact]
    public async Task A_job_that_an_import_took_over_is_not_handed_out()
    {
        var id = await EnqueueAsync();
        var pending = await FetchAsync(id);
        Assert.Equal(1, (await ImportAsync((JobKind.Queue, pending))).Unchanged);
        var succeeded = pending.Replace("pending", "succeeded", StringComparison.Ordinal);
        Assert.Equal(1, (await ImportAsync((JobKind.Queue, succeeded))).Updated);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(succeeded, await FetchAsync(id));
    }

    [SkippableFact]
    public async Task A_retry_makes_a_queue_job_that_can_be_claimed()
    {
        await ImportAsync(Queue(1, data: """{"a":1}"""));
        var id = IdOf((await RetryAsync(Id(1))).Document);
        var job = await ClaimOneAsync();
        Assert.Equal((id, 1), (job.Lease.Id.ToString(), job.Attempt));
        Assert.Equal(QueueJob(id, "started", 0, """{"a":1}"""), job.Document.ToString());
        Assert.Equal(LeaseStatus.Done, (await Queue.CompleteAsync(job.Lease, null, default)).Status);
    }

    [SkippableFact]
    public async Task A_retry_makes_an_agenda_job_that_can_be_claimed_by_its_priority()
    {
        await ImportAsync(Agenda(1));
        var low = await EnqueueAsync(Job("deploy") with { Priority = 9 });
        var id = IdOf((await RetryAsync(Id(1))).Document);
        var high = await EnqueueAsync(Job("deploy") with { Priority = 11 });
        Assert.Equal([high, id, low], await ClaimedIdsAsync(name: "deploy"));
    }

    [SkippableFact]
    public async Task Retries_by_query_make_jobs_that_can_be_claimed_and_a_dry_run_makes_none()
    {
        await ImportAsync(Queue(1), Queue(2), Agenda(3, name: "relay"));
        await RetryAsync(new RetryQuery { Name = "relay", DryRun = true });
        Assert.Empty(await ClaimAsync());
        var retried = await RetryAsync(new RetryQuery { Name = "relay" });
        Assert.Equal(3, retried.Jobs.Count);
        Assert.Equal(IdsOf(retried).Order(StringComparer.Ordinal), (await ClaimedIdsAsync()).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task A_job_made_here_that_failed_can_be_retried_and_claimed()
    {
        var job = await StartedAsync();
        await Queue.FailAsync(job.Lease, new JobFailure("boom"), default);
        var id = IdOf((await RetryAsync(job.Lease.Id.ToString())).Document);
        Assert.Equal([id], await ClaimedIdsAsync());
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ClaimRequest.MaximumLimit + 1)]
    public async Task A_limit_out_of_range_is_refused(int limit)
    {
        await EnqueueAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.ClaimAsync(new ClaimRequest("relay", Lease) { Limit = limit }, default));
        Assert.Single(await ClaimAsync());
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_lease_that_does_not_last_is_refused(int seconds)
    {
        var job = await StartedAsync();
        await EnqueueAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.ClaimAsync(new ClaimRequest("relay", seconds * Second), default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.HeartbeatAsync(job.Lease, seconds * Second, null, default));
        Assert.Single(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_cancelled_claim_takes_nothing()
    {
        await EnqueueAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Queue.ClaimAsync(new ClaimRequest("relay", Lease), new CancellationToken(true)));
        Assert.Single(await ClaimAsync());
    }

    [SkippableFact]
    public async Task Of_eight_workers_at_once_each_job_is_claimed_by_one()
    {
        var made = new HashSet<string>();
        for (var i = 0; i < 500; i++)
            made.Add(await EnqueueAsync());
        var claims = await Task.WhenAll(Enumerable.Range(1, 8).Select(limit => Task.Run(() => ClaimAllAsync(limit))));
        var claimed = claims.SelectMany(ids => ids).ToList();
        Assert.Equal(500, claimed.Count);
        Assert.Equal(made, claimed.ToHashSet());
    }

    [SkippableFact]
    public async Task A_closed_store_is_unavailable()
    {
        var job = await StartedAsync();
        await Store.DisposeAsync();
        Assert.Equal(OutcomeStatus.Unavailable, (await Queue.EnqueueAsync(Job(), default)).Status);
        Assert.NotNull((await Queue.ClaimAsync(new ClaimRequest("relay", Lease), default)).UnavailableReason);
        Assert.Equal(LeaseStatus.Unavailable, (await Queue.HeartbeatAsync(job.Lease, Lease, null, default)).Status);
        Assert.Equal(LeaseStatus.Unavailable, (await Queue.CompleteAsync(job.Lease, null, default)).Status);
        Assert.Equal(OutcomeStatus.Unavailable, (await Queue.CancelAsync(job.Lease.Id, default)).Status);
        Assert.NotNull((await Queue.ReclaimAsync(new ReclaimRequest(), default)).UnavailableReason);
    }

    private async Task<List<string>> ClaimAllAsync(int limit)
    {
        var ids = new List<string>();
        while (await ClaimedIdsAsync(limit) is { Length: > 0 } some)
            ids.AddRange(some);
        return ids;
    }
}

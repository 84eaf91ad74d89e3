using JobsGateway.Stores.Abstractions.Queue;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>Workers, reclaimers and clients after the same jobs at once, over two stores on one schema.</summary>
public sealed class LeaseRaceTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly SqlServerFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [SkippableFact]
    public async Task Of_a_heartbeat_and_a_reclaim_at_once_one_has_the_job()
    {
        await using var workers = await _fixture.PreparedStoreAsync(_clock);
        await using var reclaimers = await _fixture.PreparedStoreAsync(_clock);
        var jobs = await ClaimedAsync(workers, 40);
        _clock.Advance(Lease);

        var reclaiming = AtOnceAsync(2, async _ => await reclaimers.ReclaimAsync(new ReclaimRequest(), default));
        var beats = await AtOnceAsync(jobs.Count, async i => await workers.HeartbeatAsync(jobs[i].Lease, Lease, i % 2 == 0 ? null : new JobChanges { AccountAddress = "0x1" }, default));
        var reclaimed = (await reclaiming).Sum(outcome => outcome.Requeued);

        Assert.All(beats, beat => Assert.Contains(beat, new[] { LeaseOutcome.Done, LeaseOutcome.Lost }));
        // Whoever was told that the lease lasts can end the job; whoever was told that it is lost can not.
        var ends = await AtOnceAsync(jobs.Count, async i => await workers.CompleteAsync(jobs[i].Lease, null, default));
        Assert.Equal(jobs.Count, reclaimed + ends.Count(end => end == LeaseOutcome.Done));
        Assert.Equal(reclaimed, ends.Count(end => end == LeaseOutcome.Lost));
        Assert.All(beats.Zip(ends), pair => Assert.Equal(pair.First, pair.Second));
    }

    [SkippableFact]
    public async Task Of_a_cancellation_and_a_claim_at_once_one_has_the_job()
    {
        await using var workers = await _fixture.PreparedStoreAsync(_clock);
        await using var clients = await _fixture.PreparedStoreAsync(_clock);
        var ids = new List<JobId>();
        for (var i = 0; i < 20; i++)
            ids.Add(JobIndex.Read(JobKind.Queue, (await clients.EnqueueAsync(new NewJob("relay", "{}"u8.ToArray()), default)).Document).Id);

        var cancelling = AtOnceAsync(ids.Count, async i => await clients.CancelAsync(ids[i], default));
        var claims = await AtOnceAsync(4, async _ => await workers.ClaimAsync(new ClaimRequest("relay", Lease) { Limit = 5 }, default));

        Assert.All(await cancelling, outcome => Assert.Equal(OutcomeStatus.Found, outcome.Status));
        Assert.All(claims, claim => Assert.Null(claim.UnavailableReason));
        var claimed = claims.SelectMany(claim => claim.Jobs).Select(job => job.Lease).ToList();
        Assert.Equal(claimed.Count, claimed.Select(lease => lease.Id).Distinct().Count());
        foreach (var id in ids)
        {
            var held = claimed.Exists(lease => lease.Id == id);
            Assert.Equal(held ? "cancelRequested" : "cancelled", JobIndex.Read(JobKind.Queue, (await clients.FetchByIdAsync(id, default)).Document).Status);
        }

        foreach (var lease in claimed)
            Assert.Equal(LeaseStatus.Done, (await workers.ConfirmCancelAsync(lease, null, default)).Status);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> work) => Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => work(i))));

    private static async Task<List<ClaimedJob>> ClaimedAsync(SqlServerJobStore store, int count)
    {
        for (var i = 0; i < count; i++)
            await store.EnqueueAsync(new NewJob("relay", "{}"u8.ToArray()), default);
        var jobs = (await store.ClaimAsync(new ClaimRequest("relay", Lease) { Limit = 100 }, default)).Jobs.ToList();
        Assert.Equal(count, jobs.Count);
        return jobs;
    }
}

using JobsGateway.Stores.Abstractions.Queue;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>The cancellation of jobs that wait, that a worker holds, and of others.</summary>
public abstract class CancelConformance(IStoreFixture fixture) : QueueConformance(fixture)
{
    [SkippableFact]
    public async Task A_job_that_waits_is_cancelled_at_once()
    {
        var id = await EnqueueAsync(Job(data: """{"accountAddress":"0xB"}"""));
        Clock.Advance(Second);
        var outcome = await CancelAsync(id);
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        Assert.Equal(QueueJob(id, "cancelled", 1, """{"accountAddress":"0xB"}""", "\"accountAddress\":\"0xB\""), outcome.Document.ToString());
        Assert.Equal(outcome.Document.ToString(), await FetchAsync(id));
        Assert.Empty(await ClaimAsync());
        await RefusesAsync(id, $"Cannot cancel job {id} with status cancelled");
    }

    [SkippableFact]
    public async Task A_job_that_waits_for_another_attempt_is_cancelled_at_once()
    {
        var job = await StartedAsync();
        await Queue.FailAsync(job.Lease, new JobFailure("boom") { Backoff = Second }, default);
        Assert.Contains("\"status\":\"cancelled\"", (await CancelAsync(job.Lease.Id.ToString())).Document.ToString(), StringComparison.Ordinal);
        Clock.Advance(2 * Second);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task The_worker_that_holds_a_job_learns_that_it_is_to_be_cancelled_and_confirms()
    {
        var job = await StartedAsync();
        var id = job.Lease.Id.ToString();
        Clock.Advance(Second);
        var outcome = await CancelAsync(id);
        Assert.Equal(QueueJob(id, "cancelRequested", 1), outcome.Document.ToString());
        Clock.Advance(Second);
        Assert.Equal(outcome, await CancelAsync(id), SameDocument);
        Assert.Equal(QueueJob(id, "cancelRequested", 1), await FetchAsync(id));

        Assert.Equal(LeaseOutcome.Done with { IsCancelRequested = true }, await Queue.HeartbeatAsync(job.Lease, Lease, null, default));
        var end = await Queue.ConfirmCancelAsync(job.Lease, new JobChanges { Data = """{"a":1}"""u8.ToArray(), AccountAddress = "0xA" }, default);

        Assert.Equal(LeaseStatus.Done, end.Status);
        Assert.Equal(QueueJob(id, "cancelled", 2, """{"a":1}""", "\"accountAddress\":\"0xA\""), await FetchAsync(id));
        await IsLostAsync(job.Lease);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_job_that_was_done_all_the_same_has_succeeded()
    {
        var job = await StartedAsync();
        await CancelAsync(job.Lease.Id.ToString());
        Assert.Equal(LeaseStatus.Done, (await Queue.CompleteAsync(job.Lease, null, default)).Status);
        Assert.Equal(QueueJob(job.Lease.Id.ToString(), "succeeded", 0, "", $"\"lastFinishedAt\":\"{At(0)}\""), await FetchAsync(job.Lease.Id.ToString()));
    }

    [SkippableFact]
    public async Task A_job_to_be_cancelled_is_not_tried_again()
    {
        var failed = await StartedAsync();
        await CancelAsync(failed.Lease.Id.ToString());
        var outcome = await Queue.FailAsync(failed.Lease, new JobFailure("boom") { Backoff = TimeSpan.Zero }, default);
        Assert.Equal((LeaseStatus.Done, false), (outcome.Status, outcome.WillRunAgain));
        Assert.Equal(QueueJob(failed.Lease.Id.ToString(), "cancelled"), await FetchAsync(failed.Lease.Id.ToString()));

        var released = await StartedAsync();
        await CancelAsync(released.Lease.Id.ToString());
        outcome = await Queue.ReleaseAsync(released.Lease, default);
        Assert.Equal((LeaseStatus.Done, false), (outcome.Status, outcome.WillRunAgain));
        Assert.Equal(QueueJob(released.Lease.Id.ToString(), "cancelled"), await FetchAsync(released.Lease.Id.ToString()));
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_job_to_be_cancelled_that_fails_for_good_has_failed()
    {
        var job = await StartedAsync();
        await CancelAsync(job.Lease.Id.ToString());
        await Queue.FailAsync(job.Lease, new JobFailure("boom"), default);
        Assert.Contains("\"status\":\"failed\"", await FetchAsync(job.Lease.Id.ToString()), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_job_that_has_ended_is_refused()
    {
        var done = await StartedAsync();
        await Queue.CompleteAsync(done.Lease, null, default);
        await RefusesAsync(done.Lease.Id.ToString(), $"Cannot cancel job {done.Lease.Id} with status succeeded");
        var failed = await StartedAsync();
        await Queue.FailAsync(failed.Lease, new JobFailure("boom"), default);
        await RefusesAsync(failed.Lease.Id.ToString(), $"Cannot cancel job {failed.Lease.Id} with status failed");
    }

    [SkippableFact]
    public async Task An_unknown_an_imported_or_an_agenda_job_is_refused()
    {
        Assert.Equal(JobOutcome.NotFound, await CancelAsync(Id(9)));
        await ImportAsync(Queue(1, "pending"), Agenda(2, "\"lockedAt\":null"), Queue(3, "succeeded"));
        await RefusesAsync(Id(1), $"Cannot cancel job {Id(1)}: it was imported");
        await RefusesAsync(Id(2), $"Cannot cancel job {Id(2)}: it is an agenda job");
        await RefusesAsync(Id(3), $"Cannot cancel job {Id(3)}: it was imported");
        var agenda = await EnqueueAsync(Job(kind: JobKind.Agenda));
        await RefusesAsync(agenda, $"Cannot cancel job {agenda}: it is an agenda job");
        var job = await ClaimOneAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.ConfirmCancelAsync(job.Lease, null, default));
        Assert.Equal(job.Document.ToString(), await FetchAsync(agenda));
    }

    [SkippableFact]
    public async Task A_job_that_a_retry_made_can_be_cancelled()
    {
        await ImportAsync(Queue(1));
        var id = IdOf((await RetryAsync(Id(1))).Document);
        Assert.Contains("\"status\":\"cancelled\"", (await CancelAsync(id)).Document.ToString(), StringComparison.Ordinal);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_claim_and_a_cancellation_at_once_agree()
    {
        for (var i = 0; i < 20; i++)
        {
            var id = await EnqueueAsync();
            var claim = Task.Run(() => ClaimAsync());
            var cancel = Task.Run(async () => await CancelAsync(id));
            var (jobs, outcome) = (await claim, await cancel);
            Assert.Equal(OutcomeStatus.Found, outcome.Status);
            Assert.Contains(jobs.Count == 0 ? "\"status\":\"cancelled\"" : "\"status\":\"cancelRequested\"", await FetchAsync(id), StringComparison.Ordinal);
            foreach (var job in jobs)
                Assert.True((await Queue.HeartbeatAsync(job.Lease, Lease, null, default)).IsCancelRequested);
        }
    }

    private static IEqualityComparer<JobOutcome> SameDocument { get; } =
        EqualityComparer<JobOutcome>.Create((a, b) => a.Status == b.Status && a.Document.Utf8.Span.SequenceEqual(b.Document.Utf8.Span));

    private ValueTask<JobOutcome> CancelAsync(string id) => Queue.CancelAsync(JobId.Parse(id), default);

    private async Task RefusesAsync(string id, string reason)
    {
        var before = await FetchAsync(id);
        Assert.Equal(JobOutcome.Refused(reason), await CancelAsync(id));
        Assert.Equal(before, await FetchAsync(id));
    }
}

using System.Text;
using JobsGateway.Stores.Abstractions.Queue;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>New jobs, and who may not be made.</summary>
public abstract class EnqueueConformance(IStoreFixture fixture) : QueueConformance(fixture)
{
    [SkippableFact]
    public async Task A_new_queue_job_is_fetched_as_it_was_answered()
    {
        var outcome = await Queue.EnqueueAsync(Job(data: """{ "b": 1.0, "9": {"x": {}}, "externalId": "e", "to": "\u00e9" }"""), default);
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        var id = IdOf(outcome.Document);
        Assert.Equal(QueueJob(id, "pending", data: """{"b":1,"externalId":"e","to":"é"}"""), outcome.Document.ToString());
        Assert.Equal(outcome.Document.ToString(), await FetchAsync(id));
        Assert.Equal([outcome.Document.ToString()], (await Store.FetchByExternalIdAsync("e", default)).Documents.Select(document => document.ToString()));
        Assert.Equal(Now.ToUnixTimeSeconds(), JobId.Parse(id).CreatedAt.ToUnixTimeSeconds());
        Assert.False(await Store.IsEmptyAsync(default));
    }

    [SkippableFact]
    public async Task A_new_agenda_job_is_found_by_its_correlation_id()
    {
        var outcome = await Queue.EnqueueAsync(
            Job("deploy", """{"a":{}}""", JobKind.Agenda) with { CorrelationId = "c", Priority = 10, Delay = TimeSpan.FromSeconds(5) }, default);
        Assert.Equal(
            $$"""{"_id":"{{IdOf(outcome.Document)}}","name":"deploy","data":{"a":{},"correlationId":"c"},"priority":10,"shouldSaveResult":false,"lastModifiedBy":null,"type":"normal","nextRunAt":"{{At(5)}}"}""",
            outcome.Document.ToString());
        Assert.Equal(outcome.Document.ToString(), await FetchByCorrelationIdAsync("c"));
    }

    [SkippableFact]
    public async Task Data_of_any_unicode_and_size_come_back_byte_for_byte()
    {
        var data = $$"""{"text":"\u0000\u001f\"\\/<>&+'{{"\u007f\u2028"}}日本🎉","name'; --":"é","blob":"{{new string('é', 500_000)}}"}""";
        var id = await EnqueueAsync(Job(data: data));
        Assert.Equal(QueueJob(id, "pending", data: data), await FetchAsync(id));
        var job = await ClaimOneAsync();
        Assert.Equal(QueueJob(id, "started", data: data), job.Document.ToString());
        await Queue.CompleteAsync(job.Lease, new JobChanges { Data = """{"z":"\u0000"}"""u8.ToArray(), AccountAddress = "\0é" }, default);
        Assert.Equal(
            QueueJob(id, "succeeded", data: data[..^1] + ",\"z\":\"\\u0000\"}", more: $"\"accountAddress\":\"\\u0000é\",\"lastFinishedAt\":\"{At(0)}\""), await FetchAsync(id));
    }

    [SkippableTheory]
    [InlineData("re\0lay")]
    [InlineData("Relay")]
    [InlineData("relay ")]
    [InlineData("rélay🎉'; DROP TABLE Jobs; --")]
    public async Task A_job_is_claimed_by_exactly_its_name(string name)
    {
        var id = await EnqueueAsync(Job(name));
        Assert.Empty(await ClaimAsync());
        Assert.Empty(await ClaimAsync(1, name + "?"));
        Assert.Equal([id], await ClaimedIdsAsync(1, name));
    }

    [SkippableTheory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"wei":9007199254740993}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"correlationId":"other"}""")]
    public async Task Data_that_cannot_be_stored_are_refused_and_nothing_is_stored(string data)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.EnqueueAsync(Job(data: data) with { CorrelationId = "c" }, default));
        Assert.True(await Store.IsEmptyAsync(default));
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_cancelled_call_makes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Queue.EnqueueAsync(Job(), new CancellationToken(true)));
        Assert.True(await Store.IsEmptyAsync(default));
    }

    [SkippableTheory]
    [InlineData("pending")]
    [InlineData("started")]
    [InlineData("succeeded")]
    [InlineData("cancelled")]
    public async Task An_imported_queue_job_that_is_not_failed_holds_its_correlation_id(string status)
    {
        await ImportAsync(Queue(3, "failed", Correlated("c")), Queue(2, status, Correlated("c")), Queue(1, "pending", """{"correlationId":["d","c"]}"""));
        var refusal = JobOutcome.Refused($"Job with the correlationId c already exists. jobId: {Id(2)}, status: {status}.");
        Assert.Equal(refusal, await Queue.EnqueueAsync(Job() with { CorrelationId = "c" }, default));
        Assert.Equal(refusal, await Queue.EnqueueAsync(Job(data: Correlated("c")), default));
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task An_imported_job_holds_each_of_several_correlation_ids()
    {
        await ImportAsync(Queue(1, "pending", """{"correlationId":["d","c"]}"""), Agenda(2, data: """{"correlationId":["e","f"]}"""));
        Assert.Equal(
            JobOutcome.Refused($"Job with the correlationId c already exists. jobId: {Id(1)}, status: pending."),
            await Queue.EnqueueAsync(Job(data: Correlated("c")), default));
        Assert.Equal(
            JobOutcome.Refused("Job with the correlationId f already exists"), await Queue.EnqueueAsync(Job(data: Correlated("f"), kind: JobKind.Agenda), default));
    }

    [SkippableFact]
    public async Task Failed_jobs_and_jobs_of_the_other_kind_hold_nothing()
    {
        await ImportAsync(Queue(1, "failed", Correlated("c")), Agenda(2, data: Correlated("d")), Queue(3, "pending", Correlated("")), Queue(4, "pending", Correlated("C")));
        await EnqueueAsync(Job(data: Correlated("c")));
        await EnqueueAsync(Job(data: Correlated("d")));
        await EnqueueAsync(Job(data: Correlated("")));
        await EnqueueAsync(Job(data: Correlated("c"), kind: JobKind.Agenda));
    }

    [SkippableFact]
    public async Task An_agenda_job_holds_its_correlation_id_whatever_its_state()
    {
        var job = Job(data: Correlated("c"), kind: JobKind.Agenda);
        var refusal = JobOutcome.Refused("Job with the correlationId c already exists");
        await EnqueueAsync(job);
        Assert.Equal(refusal, await Queue.EnqueueAsync(job, default));
        await Queue.FailAsync((await ClaimOneAsync()).Lease, new JobFailure("boom"), default);
        Assert.Equal(refusal, await Queue.EnqueueAsync(job, default));

        await ImportAsync(Agenda(1, data: Correlated("d")));
        Assert.Equal(
            JobOutcome.Refused("Job with the correlationId d already exists"), await Queue.EnqueueAsync(Job(data: Correlated("d"), kind: JobKind.Agenda), default));
    }

    [SkippableFact]
    public async Task A_job_that_failed_frees_its_correlation_id_and_one_that_succeeded_does_not()
    {
        var job = Job(data: Correlated("c"));
        var first = await StartedAsync(job);
        Assert.Equal(
            JobOutcome.Refused($"Job with the correlationId c already exists. jobId: {first.Lease.Id}, status: started."), await Queue.EnqueueAsync(job, default));
        await Queue.FailAsync(first.Lease, new JobFailure("boom"), default);

        var second = await StartedAsync(job);
        await Queue.CompleteAsync(second.Lease, null, default);
        Assert.Equal(
            JobOutcome.Refused($"Job with the correlationId c already exists. jobId: {second.Lease.Id}, status: succeeded."), await Queue.EnqueueAsync(job, default));
    }

    [SkippableFact]
    public async Task A_cancelled_job_is_retried_although_it_holds_its_own_correlation_id()
    {
        var id = await EnqueueAsync(Job(data: Correlated("c")));
        Assert.Equal(OutcomeStatus.Found, (await Queue.CancelAsync(JobId.Parse(id), default)).Status);
        Assert.Equal(
            JobOutcome.Refused($"Job with the correlationId c already exists. jobId: {id}, status: cancelled."), await Queue.EnqueueAsync(Job(data: Correlated("c")), default));
        var retried = await RetryAsync(id);
        Assert.Equal(OutcomeStatus.Found, retried.Status);
        Assert.Equal([IdOf(retried.Document)], await ClaimedIdsAsync());
    }

    [SkippableFact]
    public async Task Imported_jobs_with_one_correlation_id_do_not_break_those_made_here()
    {
        await ImportAsync(Queue(1, "failed", Correlated("c")), Queue(2, "failed", Correlated("c")));
        var job = await StartedAsync(Job(data: Correlated("c")));
        await ImportAsync(Queue(3, "pending", Correlated("c")), Queue(4, "succeeded", Correlated("c")));
        Assert.Equal(LeaseStatus.Done, (await Queue.FailAsync(job.Lease, new JobFailure("boom") { Backoff = TimeSpan.Zero }, default)).Status);
        Assert.Equal(LeaseStatus.Done, (await Queue.CompleteAsync((await ClaimOneAsync()).Lease, null, default)).Status);
    }

    [SkippableTheory]
    [InlineData(JobKind.Queue)]
    [InlineData(JobKind.Agenda)]
    public async Task Of_twenty_jobs_made_at_once_with_one_correlation_id_one_is_made(JobKind kind)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await Queue.EnqueueAsync(Job(data: Correlated("c"), kind: kind), default))));
        var made = Assert.Single(outcomes, outcome => outcome.Status == OutcomeStatus.Found);
        Assert.Equal(19, outcomes.Count(outcome => outcome.Status == OutcomeStatus.Refused));
        Assert.Equal([IdOf(made.Document)], await ClaimedIdsAsync());
    }
}

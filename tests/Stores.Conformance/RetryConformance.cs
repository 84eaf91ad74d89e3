using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>The retry of one job.</summary>
public abstract class RetryConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    [SkippableFact]
    public async Task An_unknown_job_is_not_found() => Assert.Equal(JobOutcome.NotFound, await RetryAsync(Id(1)));

    [SkippableTheory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("cancelRequested")]
    public async Task A_queue_job_is_copied_and_linked(string status)
    {
        const string data = """{"z":1e+21,"correlationId":"c","a":"\u0001é/","n":null,"o":{}}""";
        var original = Queue(1, status, data, more: "\"failReason\":\"boom\",\"extra\":[1]");
        await ImportAsync(original);

        var outcome = await RetryAsync(Id(1));

        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        var newId = IdOf(outcome.Document);
        var times = $"\"createdAt\":\"{NowText}\",\"updatedAt\":\"{NowText}\",\"__v\":0";
        Assert.Equal($$"""{"name":"relay","data":{{data}},"status":"pending","_id":"{{newId}}",{{times}}}""", outcome.Document.ToString());
        Assert.Equal($$"""{"_id":"{{newId}}","name":"relay","data":{{data}},"status":"pending",{{times}}}""", await FetchAsync(newId));
        Assert.Equal(
            original.Json.Replace("\"updatedAt\":\"2024-03-01T10:00:05.500Z\"", $"\"updatedAt\":\"{NowText}\"", StringComparison.Ordinal)[..^1] + $",\"retryJob\":\"{newId}\"}}",
            await FetchAsync(Id(1)));
        Assert.Equal(Now.ToUnixTimeSeconds(), JobId.Parse(newId).CreatedAt.ToUnixTimeSeconds());
    }

    [SkippableFact]
    public async Task The_community_address_of_the_data_is_copied()
    {
        await ImportAsync(Queue(1, data: """{"communityAddress":"0xC0"}"""));
        var newId = IdOf((await RetryAsync(Id(1))).Document);
        Assert.Contains("\"status\":\"pending\",\"communityAddress\":\"0xC0\",\"createdAt\"", await FetchAsync(newId), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("pending")]
    [InlineData("started")]
    [InlineData("succeeded")]
    [InlineData("Failed")]
    [InlineData("")]
    public async Task Another_status_is_refused(string status) =>
        await RefusesAsync(JobKind.Queue, Queue(1, status).Json, $"Cannot retry job {Id(1)} with status {status}");

    [SkippableFact]
    public async Task A_retried_job_is_refused()
    {
        await ImportAsync(Queue(1));
        var newId = IdOf((await RetryAsync(Id(1))).Document);
        Assert.Equal(JobOutcome.Refused($"job {Id(1)} already retried with id {newId}"), await RetryAsync(Id(1)));
    }

    [SkippableFact]
    public async Task An_imported_link_counts_as_retried() =>
        await RefusesAsync(JobKind.Queue, Queue(1, more: $"\"retryJob\":\"{Id(9)}\"").Json, $"job {Id(1)} already retried with id {Id(9)}");

    [SkippableTheory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task An_empty_link_counts_as_none(string link)
    {
        await ImportAsync(Queue(1, more: $"\"retryJob\":{link}"));
        var outcome = await RetryAsync(Id(1));
        Assert.Equal(OutcomeStatus.Found, outcome.Status);
        Assert.Contains($"\"retryJob\":\"{IdOf(outcome.Document)}\"", await FetchAsync(Id(1)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_new_job_is_pending_and_refused_itself()
    {
        await ImportAsync(Queue(1));
        var newId = IdOf((await RetryAsync(Id(1))).Document);
        Assert.Equal(JobOutcome.Refused($"Cannot retry job {newId} with status pending"), await RetryAsync(newId));
    }

    [SkippableTheory]
    [InlineData("pending")]
    [InlineData("succeeded")]
    [InlineData("cancelled")]
    public async Task A_correlation_id_held_by_another_job_is_refused(string status)
    {
        await ImportAsync(Queue(3, "failed", Correlated("c")), Queue(4, status, Correlated("c")), Queue(2, "pending", Correlated("c")));
        await RefusesAsync(
            JobKind.Queue, Queue(1, data: Correlated("c")).Json, $"Job with the correlationId c already exists. jobId: {Id(4)}, status: {status}.");
    }

    [SkippableTheory]
    [InlineData("""{"correlationId":["d","c"]}""")]
    [InlineData("""[{"correlationId":"c"},{"correlationId":"d"}]""")]
    public async Task An_array_holds_each_of_its_correlation_ids(string data)
    {
        await ImportAsync(Queue(2, "failed", data), Queue(3, "pending", data), Queue(4, "pending", Correlated("c")));
        await RefusesAsync(
            JobKind.Queue, Queue(1, data: Correlated("c")).Json, $"Job with the correlationId c already exists. jobId: {Id(3)}, status: pending.");
    }

    [SkippableFact]
    public async Task A_holder_without_a_status_counts()
    {
        await ImportAsync((JobKind.Queue, $$$"""{"_id":"{{{Id(2)}}}","data":{"correlationId":"c"}}"""));
        await RefusesAsync(
            JobKind.Queue, Queue(1, data: Correlated("c")).Json, $"Job with the correlationId c already exists. jobId: {Id(2)}, status: null.");
    }

    [SkippableFact]
    public async Task Failed_jobs_agenda_jobs_and_the_job_itself_hold_nothing()
    {
        await ImportAsync(Queue(1, "failed", Correlated("c")), Agenda(2, data: Correlated("c")), Queue(3, "cancelled", Correlated("c")));
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(Id(3))).Status);
    }

    [SkippableTheory]
    [InlineData("C")]
    [InlineData("c ")]
    [InlineData("")]
    public async Task Another_or_an_empty_correlation_id_is_free(string other)
    {
        await ImportAsync(Queue(1, data: Correlated(other)), Queue(2, "pending", Correlated("c")), Queue(3, "pending", Correlated("")));
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(Id(1))).Status);
    }

    [SkippableFact]
    public async Task The_holder_is_told_before_a_missing_name()
    {
        await ImportAsync(Queue(2, "pending", Correlated("c")));
        await RefusesAsync(
            JobKind.Queue, Queue(1, data: Correlated("c"), name: "").Json, $"Job with the correlationId c already exists. jobId: {Id(2)}, status: pending.");
        await RefusesAsync(JobKind.Queue, Queue(3, data: Correlated("d"), name: "").Json, "QueueJob validation failed: name: can't be blank");
    }

    [SkippableFact]
    public async Task A_failed_agenda_job_is_made_anew_and_linked()
    {
        const string data = """{"correlationId":"c","steps":{"community":true,"bridge":{}}}""";
        await ImportAsync(Agenda(1, data: data));

        var outcome = await RetryAsync(Id(1));

        var newId = IdOf(outcome.Document);
        Assert.Equal(
            $$"""{"_id":"{{newId}}","name":"deploy","data":{{data}},"priority":10,"shouldSaveResult":false,"lastModifiedBy":null,"type":"normal","nextRunAt":"{{NowText}}"}""",
            outcome.Document.ToString());
        Assert.Equal(outcome.Document.ToString(), await FetchAsync(newId));
        var linked = Agenda(1, data: data).Json.Replace("\"type\"", $"\"retryJob\":\"{newId}\",\"type\"", StringComparison.Ordinal);
        Assert.Equal(linked, await FetchAsync(Id(1)));
        Assert.Equal(linked, await FetchByCorrelationIdAsync("c"));
        Assert.Equal(JobOutcome.Refused($"job {Id(1)} already retried with id {newId}"), await RetryAsync(Id(1)));
    }

    [SkippableTheory]
    [InlineData("\"lockedAt\":\"2024-03-01T10:00:00.123Z\",\"lastRunAt\":\"2024-03-01T10:00:00.125Z\"", "running")]
    [InlineData("\"lockedAt\":null,\"lastFinishedAt\":\"2024-03-01T10:00:07.000Z\"", "completed")]
    [InlineData("\"failedAt\":\"2024-03-01T10:00:06.000Z\",\"lastFinishedAt\":\"2024-03-01T10:00:07.000Z\"", "completed")]
    [InlineData("\"lockedAt\":null", "scheduled")]
    public async Task An_agenda_job_in_another_state_is_refused(string times, string state) =>
        await RefusesAsync(JobKind.Agenda, Agenda(1, times).Json, $"Cannot retry job {Id(1)} with status {state}");

    [SkippableFact]
    public async Task The_queue_job_answers_where_both_kinds_have_the_id()
    {
        await ImportAsync(Agenda(1), Queue(1, "pending"));
        Assert.Equal(JobOutcome.Refused($"Cannot retry job {Id(1)} with status pending"), await RetryAsync(Id(1)));
        Assert.Equal(Agenda(1).Json, await FetchAsync(Id(1)));
        await ImportAsync(Agenda(2), Queue(2));
        Assert.Contains("\"status\":\"pending\"", (await RetryAsync(Id(2))).Document.ToString(), StringComparison.Ordinal);
        Assert.Equal(Agenda(2).Json, await FetchAsync(Id(2)));
    }

    [SkippableFact]
    public async Task Of_fifty_retries_of_a_job_at_once_one_succeeds()
    {
        await ImportAsync(Queue(1, data: """{"externalId":"x","correlationId":"c"}"""));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await RetryAsync(Id(1)))));
        var made = Assert.Single(outcomes, outcome => outcome.Status == OutcomeStatus.Found);
        var refusal = JobOutcome.Refused($"job {Id(1)} already retried with id {IdOf(made.Document)}");
        Assert.Equal(49, outcomes.Count(outcome => outcome == refusal));
        Assert.Equal(2, (await Store.FetchByExternalIdAsync("x", default)).Documents.Count);
    }

    [SkippableFact]
    public async Task Of_fifty_retries_of_two_jobs_with_one_correlation_id_one_succeeds()
    {
        const string data = """{"externalId":"x","correlationId":"c"}""";
        await ImportAsync(Queue(1, data: data), Queue(2, data: data));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () => await RetryAsync(Id(1 + (i % 2))))));
        Assert.Single(outcomes, outcome => outcome.Status == OutcomeStatus.Found);
        Assert.Equal(49, outcomes.Count(outcome => outcome.Status == OutcomeStatus.Refused));
        Assert.Equal(3, (await Store.FetchByExternalIdAsync("x", default)).Documents.Count);
    }

    [SkippableFact]
    public async Task A_cancelled_retry_does_not_start()
    {
        await ImportAsync(Queue(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.RetryByIdAsync(JobId.Parse(Id(1)), new CancellationToken(true)));
        Assert.Equal(Queue(1).Json, await FetchAsync(Id(1)));
    }
}

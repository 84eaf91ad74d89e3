using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>The retry by query.</summary>
public abstract class RetryQueryConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    [SkippableFact]
    public async Task Named_jobs_are_decided_each_on_its_own_in_ascending_order()
    {
        await ImportAsync(Queue(4, name: "d"), Queue(2, name: "b"), Queue(1, "pending"), Agenda(3, name: "c"), Queue(5, more: $"\"retryJob\":\"{Id(9)}\""));

        var outcome = await RetryAsync(new RetryQuery { Ids = [.. new[] { 5, 4, 3, 2, 1, 2, 8 }.Select(n => JobId.Parse(Id(n)))] });

        Assert.Equal(["b", "c", "d"], outcome.Jobs.Select(NameOf));
        Assert.Equal(
            [
                new SkippedJob(JobId.Parse(Id(1)), $"Cannot retry job {Id(1)} with status pending"),
                new SkippedJob(JobId.Parse(Id(5)), $"job {Id(5)} already retried with id {Id(9)}"),
            ],
            outcome.Skipped);
        Assert.Equal(0, outcome.Remaining);
        Assert.StartsWith("{\"name\":\"b\"", outcome.Jobs[0].ToString(), StringComparison.Ordinal);
        foreach (var (job, original) in outcome.Jobs.Zip([2, 3, 4]))
            Assert.Contains($"\"retryJob\":\"{IdOf(job)}\"", await FetchAsync(Id(original)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task No_ids_and_unknown_ids_give_an_empty_answer()
    {
        await ImportAsync(Queue(1));
        Assert.Empty((await RetryAsync(new RetryQuery { Ids = [] })).Jobs);
        Assert.Empty((await RetryAsync(new RetryQuery { Ids = [JobId.Parse(Id(2))] })).Jobs);
        Assert.Equal(Queue(1).Json, await FetchAsync(Id(1)));
    }

    [SkippableFact]
    public async Task The_queue_job_is_meant_where_both_kinds_have_a_named_id()
    {
        await ImportAsync(Agenda(1), Queue(1, "pending"), Agenda(2), Queue(2));
        var outcome = await RetryAsync(new RetryQuery { Ids = [JobId.Parse(Id(1)), JobId.Parse(Id(2))] });
        Assert.Equal($"Cannot retry job {Id(1)} with status pending", Assert.Single(outcome.Skipped).Reason);
        Assert.Equal("relay", NameOf(Assert.Single(outcome.Jobs)));
        Assert.Equal(Agenda(2).Json, await FetchAsync(Id(2)));
        var agenda = await RetryAsync(new RetryQuery { Ids = [JobId.Parse(Id(1))], Kinds = JobKinds.Agenda });
        Assert.Equal("deploy", NameOf(Assert.Single(agenda.Jobs)));
    }

    [SkippableFact]
    public async Task Ten_thousand_ids_are_taken()
    {
        await ImportAsync([.. Enumerable.Range(0, 10_000).Select(i => Queue(i, i % 100 == 0 ? "failed" : "succeeded"))]);
        var outcome = await RetryAsync(new RetryQuery { Ids = [.. Enumerable.Range(0, 40_000).Select(i => JobId.Parse(Id(i)))] });
        Assert.Equal(100, outcome.Jobs.Count);
        Assert.Equal(9_900, outcome.Skipped.Count);
    }

    [SkippableFact]
    public async Task Without_ids_only_jobs_in_a_retryable_state_are_considered()
    {
        await ImportAsync(
            Queue(1, "failed"), Queue(2, "cancelled"), Queue(3, "cancelRequested"), Queue(4, "pending"), Queue(5, "started"), Queue(6, "succeeded"),
            Queue(7, more: $"\"retryJob\":\"{Id(99)}\""), Agenda(8, name: "relay"), Agenda(9, "\"lockedAt\":null", name: "relay"), Queue(10, name: "mint"));
        Assert.Equal([1, 2, 3, 8], await WouldRetryAsync(new RetryQuery { Name = "relay" }));
    }

    [SkippableFact]
    public async Task Every_criterion_narrows()
    {
        const string failed = "\"failedAt\":\"2024-03-01T10:00:07.000Z\"";
        await ImportAsync(
            Queue(1, data: """{"correlationId":"c","accountAddress":"0xA"}""", more: "\"communityAddress\":\"0xC\"," + failed),
            Queue(2, "cancelled", """{"correlationId":["b","d"],"communityAddress":"0xC"}""", more: "\"accountAddress\":\"0xA\""),
            Queue(3, data: Correlated("e"), name: "mint", more: "\"communityAddress\":\"0xc\""),
            Agenda(4, data: """{"correlationId":"c","communityAddress":"0xC"}"""));
        Assert.Equal([1, 2], await WouldRetryAsync(new RetryQuery { Name = "relay" }));
        Assert.Equal([2], await WouldRetryAsync(new RetryQuery { Status = "cancelled" }));
        Assert.Equal([1, 3, 4], await WouldRetryAsync(new RetryQuery { Status = "failed" }));
        Assert.Empty(await WouldRetryAsync(new RetryQuery { Status = "succeeded" }));
        Assert.Equal([1, 4], await WouldRetryAsync(new RetryQuery { CorrelationId = "c" }));
        Assert.Equal([2], await WouldRetryAsync(new RetryQuery { CorrelationId = "d" }));
        Assert.Equal([1, 2, 4], await WouldRetryAsync(new RetryQuery { CommunityAddress = "0xC" }));
        Assert.Equal([1, 2], await WouldRetryAsync(new RetryQuery { AccountAddress = "0xA" }));
        Assert.Equal([4], await WouldRetryAsync(new RetryQuery { CommunityAddress = "0xC", Kinds = JobKinds.Agenda }));
        Assert.Equal([1, 2], await WouldRetryAsync(new RetryQuery { CommunityAddress = "0xC", Kinds = JobKinds.Queue }));
        Assert.Equal([1], await WouldRetryAsync(new RetryQuery { CommunityAddress = "0xC", Kinds = JobKinds.Queue, Status = "failed" }));
        Assert.Equal([1], await WouldRetryAsync(new RetryQuery { Ids = [.. new[] { 1, 3 }.Select(n => JobId.Parse(Id(n)))], Name = "relay" }));
        Assert.Empty(await WouldRetryAsync(new RetryQuery { Name = "relay' OR 1=1 --" }));
    }

    [SkippableTheory]
    [InlineData("10:00:07.000", null, new[] { 1, 2 })]
    [InlineData("10:00:07.001", null, new[] { 2 })]
    [InlineData(null, "10:00:07.000", new int[0])]
    [InlineData(null, "10:00:07.001", new[] { 1 })]
    [InlineData("10:00:07.000", "10:00:08.000", new[] { 1 })]
    [InlineData("10:00:07.0000001", "10:00:08.0000001", new[] { 2 })]
    public async Task The_failure_is_bounded_from_and_before(string? from, string? before, int[] expected)
    {
        await ImportAsync(
            Queue(1, more: "\"failedAt\":\"2024-03-01T10:00:07.000Z\""), Queue(2, more: "\"failedAt\":\"2024-03-01T10:00:08.000Z\""), Queue(3));
        Assert.Equal(expected, await WouldRetryAsync(new RetryQuery { FailedAfter = At(from), FailedBefore = At(before) }));

        static DateTimeOffset? At(string? time) =>
            time is null ? null : DateTimeOffset.Parse("2024-03-01T" + time + "Z", System.Globalization.CultureInfo.InvariantCulture);
    }

    [SkippableFact]
    public async Task The_limit_bounds_what_is_retried_and_the_rest_remains()
    {
        await ImportAsync([.. Enumerable.Range(0, 10).Select(i => Queue(9 - i))]);
        var first = await RetryAsync(new RetryQuery { Name = "relay", Limit = 4 });
        Assert.Equal((4, 6), (first.Jobs.Count, first.Remaining));
        Assert.Contains("retryJob", await FetchAsync(Id(3)), StringComparison.Ordinal);
        Assert.DoesNotContain("retryJob", await FetchAsync(Id(4)), StringComparison.Ordinal);
        var second = await RetryAsync(new RetryQuery { Name = "relay", Limit = 100 });
        Assert.Equal((6, 0), (second.Jobs.Count, second.Remaining));
        Assert.Empty((await RetryAsync(new RetryQuery { Name = "relay" })).Jobs);
    }

    [SkippableFact]
    public async Task Refused_jobs_do_not_use_up_the_limit()
    {
        await ImportAsync(Queue(9, "pending", Correlated("c")), Queue(1, data: Correlated("c")), Queue(2, data: Correlated("c")), Queue(3), Queue(4));
        var outcome = await RetryAsync(new RetryQuery { Name = "relay", Limit = 1 });
        Assert.Single(outcome.Jobs);
        Assert.Equal([Id(1), Id(2)], outcome.Skipped.Select(skipped => skipped.Id.ToString()));
        Assert.Equal(1, outcome.Remaining);
    }

    [SkippableFact]
    public async Task A_query_by_criteria_ends_after_a_thousand_refused_jobs_and_the_rest_remains()
    {
        await ImportAsync([Queue(9999, "pending", Correlated("c")), Queue(1), .. Enumerable.Range(2, 1010).Select(i => Queue(i, data: Correlated("c")))]);

        var outcome = await RetryAsync(new RetryQuery { Name = "relay", Limit = 1000 });
        Assert.Equal((1, 1000, 10), (outcome.Jobs.Count, outcome.Skipped.Count, outcome.Remaining));

        var named = await RetryAsync(new RetryQuery { Ids = [.. Enumerable.Range(2, 1010).Select(i => JobId.Parse(Id(i)))] });
        Assert.Equal((0, 1010, 0), (named.Jobs.Count, named.Skipped.Count, named.Remaining));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_jobs_with_one_correlation_id_the_first_is_retried(bool dryRun)
    {
        await ImportAsync(Queue(2, data: Correlated("c")), Queue(1, data: Correlated("c")));
        var outcome = await RetryAsync(new RetryQuery { CorrelationId = "c", DryRun = dryRun });
        Assert.Single(outcome.Jobs);
        var skipped = Assert.Single(outcome.Skipped);
        Assert.Equal(Id(2), skipped.Id.ToString());
        Assert.StartsWith("Job with the correlationId c already exists. jobId: ", skipped.Reason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_dry_run_shows_the_jobs_and_changes_nothing()
    {
        await ImportAsync(Queue(1, data: """{"externalId":"x"}"""), Queue(2), Agenda(3), Queue(4, "pending"));
        var query = new RetryQuery { Ids = [.. Enumerable.Range(1, 4).Select(n => JobId.Parse(Id(n)))], DryRun = true, Limit = 2 };
        for (var i = 0; i < 2; i++)
        {
            var outcome = await RetryAsync(query);
            Assert.Equal([Queue(1, data: """{"externalId":"x"}""").Json, Queue(2).Json], outcome.Jobs.Select(job => job.ToString()));
            Assert.Equal(2, outcome.Remaining);
        }

        Assert.Equal(Agenda(3).Json, await FetchAsync(Id(3)));
        Assert.Single((await Store.FetchByExternalIdAsync("x", default)).Documents);
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(Id(1))).Status);
    }

    [SkippableFact]
    public async Task Of_ten_queries_at_once_each_job_is_retried_by_one()
    {
        await ImportAsync([.. Enumerable.Range(0, 50).Select(i => Queue(i, data: """{"externalId":"x"}"""))]);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RetryAsync(new RetryQuery { Name = "relay", Limit = 20 }))));
        Assert.Equal(50, outcomes.Sum(outcome => outcome.Jobs.Count));
        Assert.Equal(100, (await Store.FetchByExternalIdAsync("x", default)).Documents.Count);
    }

    [SkippableFact]
    public async Task A_cancelled_query_does_not_start()
    {
        await ImportAsync(Queue(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.RetryByQueryAsync(new RetryQuery { Name = "relay" }, new CancellationToken(true)));
        Assert.Equal(Queue(1).Json, await FetchAsync(Id(1)));
    }

    private static string? NameOf(JobDocument job) => JobIndex.Read(JobKind.Queue, job).Name;

    /// <summary>The numbers of the jobs that a query would retry.</summary>
    private async Task<IEnumerable<int>> WouldRetryAsync(RetryQuery query)
    {
        var outcome = await RetryAsync(query with { DryRun = true });
        Assert.Empty(outcome.Skipped);
        return IdsOf(outcome).Select(id => Convert.ToInt32(id[8..], 16)).ToList();
    }
}

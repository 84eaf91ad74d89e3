using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>The import of batches.</summary>
public abstract class ImportConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    [SkippableFact]
    public async Task New_jobs_are_inserted_and_the_same_again_are_unchanged()
    {
        Same(new(2, 0, 0, []), await ImportAsync(Queue(1), Agenda(2)));
        Same(new(1, 2, 0, []), await ImportAsync(Queue(1), Agenda(2), Queue(3)));
        Same(new(0, 0, 0, []), await ImportAsync());
    }

    [SkippableFact]
    public async Task Both_kinds_of_an_id_are_two_jobs()
    {
        Same(new(2, 0, 0, []), await ImportAsync(Queue(1), Agenda(1)));
    }

    [SkippableFact]
    public async Task A_changed_source_updates_the_job_where_it_is()
    {
        await ImportAsync(Agenda(1, data: """{"correlationId":["a","b"]}"""), Agenda(2, data: Correlated("c")), Agenda(3, data: Correlated("c")));

        Same(new(0, 1, 2, []), await ImportAsync(Agenda(1, data: Correlated("c")), Agenda(2, data: """{"correlationId":["d","e"]}"""), Agenda(3, data: Correlated("c"))));

        Assert.Null(await FetchByCorrelationIdAsync("a"));
        Assert.Equal(Agenda(1, data: Correlated("c")).Json, await FetchByCorrelationIdAsync("c"));
        Assert.Equal(Agenda(2, data: """{"correlationId":["d","e"]}""").Json, await FetchByCorrelationIdAsync("e"));
        Same(new(0, 1, 0, []), await ImportAsync(Agenda(1, data: Correlated("c"))));
    }

    [SkippableFact]
    public async Task Every_indexed_value_is_updated()
    {
        await ImportAsync(Queue(1, "succeeded", """{"externalId":"x"}"""));
        var changed = Queue(1, "failed", """{"externalId":"y","communityAddress":"0xC","accountAddress":"0xA"}""", "mint", "\"failedAt\":\"2024-03-01T10:00:07.000Z\"");
        await ImportAsync(changed);
        Assert.Empty((await Store.FetchByExternalIdAsync("x", default)).Documents);
        Assert.Single((await Store.FetchByExternalIdAsync("y", default)).Documents);
        var outcome = await RetryAsync(new RetryQuery
        {
            Name = "mint",
            Status = "failed",
            CommunityAddress = "0xC",
            AccountAddress = "0xA",
            FailedAfter = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero),
            FailedBefore = Now,
            DryRun = true,
        });
        Assert.Equal(changed.Json, Assert.Single(outcome.Jobs).ToString());
    }

    [SkippableFact]
    public async Task The_later_of_two_in_a_batch_counts()
    {
        Same(new(1, 1, 1, []), await ImportAsync(Queue(1), Queue(1), Queue(1, "pending")));
        Assert.Equal(Queue(1, "pending").Json, await FetchAsync(Id(1)));
    }

    [SkippableFact]
    public async Task Importing_again_does_not_undo_a_retry()
    {
        await ImportAsync(Queue(1), Agenda(2));
        var newId = IdOf((await RetryAsync(Id(1))).Document);
        await RetryAsync(Id(2));
        var linked = await FetchAsync(Id(1));

        Same(new(0, 2, 0, []), await ImportAsync(Queue(1), Agenda(2)));

        Assert.Equal(linked, await FetchAsync(Id(1)));
        Assert.Equal(JobOutcome.Refused($"job {Id(1)} already retried with id {newId}"), await RetryAsync(Id(1)));
    }

    [SkippableFact]
    public async Task A_job_changed_here_and_in_the_source_is_a_conflict()
    {
        await ImportAsync(Queue(1));
        await RetryAsync(Id(1));
        var linked = await FetchAsync(Id(1));

        Same(new(1, 0, 0, [1]), await ImportAsync(Queue(2), Queue(1, "pending")));

        Assert.Equal(linked, await FetchAsync(Id(1)));
        Assert.Equal(Queue(2).Json, await FetchAsync(Id(2)));
    }

    [SkippableFact]
    public async Task A_job_made_here_is_not_overwritten()
    {
        await ImportAsync(Queue(1));
        var newId = IdOf((await RetryAsync(Id(1))).Document);
        var made = await FetchAsync(newId);
        Same(new(0, 0, 0, [0]), await ImportAsync((JobKind.Queue, made.Replace("pending", "started", StringComparison.Ordinal))));
        Assert.Equal(made, await FetchAsync(newId));
    }

    [SkippableFact]
    public async Task A_source_that_caught_up_with_the_job_updates_it_from_then_on()
    {
        await ImportAsync(Queue(1));
        var newId = IdOf((await RetryAsync(Id(1))).Document);
        var (linked, made) = (await FetchAsync(Id(1)), await FetchAsync(newId));
        Same(new(0, 0, 0, [0]), await ImportAsync(Queue(1, "pending")));

        Same(new(0, 2, 0, []), await ImportAsync((JobKind.Queue, linked), (JobKind.Queue, made)));
        Assert.Equal((linked, made), (await FetchAsync(Id(1)), await FetchAsync(newId)));

        var (changed, started) = (Queue(1, "pending"), (JobKind.Queue, made.Replace("pending", "started", StringComparison.Ordinal)));
        Same(new(0, 0, 2, []), await ImportAsync(changed, started));
        Assert.Equal((changed.Json, started.Item2), (await FetchAsync(Id(1)), await FetchAsync(newId)));
    }

    [SkippableFact]
    public async Task A_cancelled_import_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await ((IJobImporter)Store).ImportAsync([Imported(JobKind.Queue, Queue(1).Json)], new CancellationToken(true)));
        Assert.True(await Store.IsEmptyAsync(default));
    }

    private static void Same(ImportBatchOutcome expected, ImportBatchOutcome actual)
    {
        Assert.Equal((expected.Inserted, expected.Unchanged, expected.Updated), (actual.Inserted, actual.Unchanged, actual.Updated));
        Assert.Equal(expected.Conflicts, actual.Conflicts);
    }
}

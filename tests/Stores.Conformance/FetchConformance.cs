using System.Text;
using System.Text.Json;
using static JobsGateway.Stores.Conformance.Jobs;

namespace JobsGateway.Stores.Conformance;

/// <summary>The three reads.</summary>
public abstract class FetchConformance(IStoreFixture fixture) : StoreConformance(fixture)
{
    [SkippableFact]
    public async Task An_empty_store_finds_nothing()
    {
        Assert.True(await Store.IsEmptyAsync(default));
        Assert.Equal(JobOutcome.NotFound, await Store.FetchByIdAsync(JobId.Parse(Id(1)), default));
        Assert.Equal(JobOutcome.NotFound, await Store.FetchByCorrelationIdAsync("x", default));
        Assert.Empty((await Store.FetchByExternalIdAsync("x", default)).Documents);
    }

    [SkippableFact]
    public async Task Either_kind_is_found_by_id()
    {
        await ImportAsync(Agenda(1), Queue(2));
        Assert.False(await Store.IsEmptyAsync(default));
        Assert.Equal(Agenda(1).Json, await FetchAsync(Id(1)));
        Assert.Equal(Queue(2).Json, await FetchAsync(Id(2)));
        Assert.Equal(JobOutcome.NotFound, await Store.FetchByIdAsync(JobId.Parse(Id(3)), default));
    }

    [SkippableFact]
    public async Task The_agenda_job_is_found_where_both_kinds_have_the_id()
    {
        await ImportAsync(Queue(1), Agenda(1));
        Assert.Equal(Agenda(1).Json, await FetchAsync(Id(1)));
    }

    [SkippableFact]
    public async Task An_id_is_found_in_any_letter_case()
    {
        await ImportAsync(Queue(0xabcdef));
        Assert.Equal(Queue(0xabcdef).Json, await FetchAsync(Id(0xabcdef).ToUpperInvariant()));
    }

    [SkippableTheory]
    [InlineData("{\"a\":\"\\u0000\\u001f\\\"\\\\/<>&+'\u007f\u2028\u2029é日本🎉\",\"z\":1e+21,\"b\":-0.5,\"a2\":[],\"o\":{}}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1,null,true,{\"x\":[[[]]]}]")]
    [InlineData("null")]
    public async Task A_document_comes_back_byte_for_byte(string data)
    {
        await ImportAsync(Queue(1, data: data), Agenda(2, data: data));
        Assert.Equal(Queue(1, data: data).Json, await FetchAsync(Id(1)));
        Assert.Equal(Agenda(2, data: data).Json, await FetchAsync(Id(2)));
    }

    [SkippableFact]
    public async Task A_large_document_comes_back_byte_for_byte()
    {
        var job = Queue(1, data: $"{{\"blob\":\"{new string('é', 2_000_000)}\"}}");
        await ImportAsync(job);
        Assert.Equal(job.Json, await FetchAsync(Id(1)));
    }

    public static TheoryData<string> OddCorrelationIds => new()
    {
        "c1", "C1", "c1 ", " c1", "c", "c11", "", " ", "\0", "c\0", "c\0d", "0", "1e3", "null", "%", "c%", "_", "*", "'", "''", "\"", "\\", "c1'--",
        "' OR '1'='1", "'; DROP TABLE Jobs; --", "@CorrelationId", "?1", "$.data", "{\"$ne\":null}", "\u00e9", "e\u0301", "\u00df", "ss", "\u017f", "s", "K", "\u212a", "\u0131", "i", "\u0130",
        "日本", "🎉", "\u200b", "\ufeff", "\ufffd", "\r\n", new string('x', 10_000), new string('x', 10_001), new string('é', 5_000),
    };

    [SkippableTheory]
    [MemberData(nameof(OddCorrelationIds))]
    public async Task A_correlation_id_is_matched_exactly(string correlationId)
    {
        var all = ((IEnumerable<object[]>)OddCorrelationIds).Select(row => (string)row[0]).ToList();
        await ImportAsync([.. all.Select((id, i) => Agenda(i, data: JsonSerializer.Serialize(new { correlationId = id })))]);
        Assert.Equal(Id(all.IndexOf(correlationId)), IdIn(await FetchByCorrelationIdAsync(correlationId)));
        Assert.Null(await FetchByCorrelationIdAsync(correlationId + "?"));
    }

    [SkippableFact]
    public async Task Of_several_agenda_jobs_with_a_correlation_id_the_first_inserted_is_found()
    {
        await ImportAsync(Agenda(3, data: Correlated("c")), Agenda(1, data: Correlated("c")));
        await ImportAsync(Agenda(2, data: Correlated("c")));
        Assert.Equal(Id(3), IdIn(await FetchByCorrelationIdAsync("c")));
    }

    [SkippableFact]
    public async Task Queue_jobs_are_not_found_by_correlation_id()
    {
        await ImportAsync(Queue(1, data: Correlated("c")), Queue(2, data: """{"correlationId":["c","d"]}"""));
        Assert.Null(await FetchByCorrelationIdAsync("c"));
        Assert.Null(await FetchByCorrelationIdAsync("d"));
    }

    [SkippableTheory]
    [InlineData("""{"correlationId":["a","b"]}""", true)]
    [InlineData("""{"correlationId":["b"]}""", true)]
    [InlineData("""{"correlationId":["b","b"]}""", true)]
    [InlineData("""[{"correlationId":"a"},{"correlationId":"b"}]""", true)]
    [InlineData("""[{"correlationId":["a","b"]},7]""", true)]
    [InlineData("""{"correlationId":[["b"]]}""", false)]
    [InlineData("""{"correlationId":{"b":"b"}}""", false)]
    [InlineData("""{"inner":{"correlationId":"b"}}""", false)]
    [InlineData("""{"correlationId":null}""", false)]
    [InlineData("\"b\"", false)]
    public async Task An_array_is_matched_by_element(string data, bool found)
    {
        await ImportAsync(Agenda(1, data: data));
        Assert.Equal(found ? Agenda(1, data: data).Json : null, await FetchByCorrelationIdAsync("b"));
    }

    [SkippableFact]
    public async Task First_inserted_holds_between_single_ids_and_arrays()
    {
        const string array = """{"correlationId":["a","b"]}""";
        await ImportAsync(Agenda(1, data: array), Agenda(2, data: Correlated("a")), Agenda(3, data: Correlated("c")), Agenda(4, data: """{"correlationId":["c","d"]}"""));
        Assert.Equal(Id(1), IdIn(await FetchByCorrelationIdAsync("a")));
        Assert.Equal(Id(3), IdIn(await FetchByCorrelationIdAsync("c")));
        Assert.Equal(Id(4), IdIn(await FetchByCorrelationIdAsync("d")));
    }

    [SkippableTheory]
    [InlineData("12")]
    [InlineData("true")]
    [InlineData("null")]
    public async Task A_correlation_id_that_is_no_string_is_not_matched(string value)
    {
        await ImportAsync(Agenda(1, data: $"{{\"correlationId\":{value}}}"));
        Assert.Null(await FetchByCorrelationIdAsync(value));
    }

    [SkippableFact]
    public async Task External_ids_find_queue_jobs_in_insertion_order()
    {
        const string data = """{"externalId":"x"}""";
        await ImportAsync(Queue(3, data: data), Agenda(4, data: data), Queue(1, data: data), Queue(2, data: """{"externalId":"X"}"""));
        await ImportAsync(Queue(5, "pending", data), Queue(6, data: """{"externalId":7}"""), Queue(7, data: """{"externalId":"x\u0000"}"""));
        var outcome = await Store.FetchByExternalIdAsync("x", default);
        Assert.Null(outcome.UnavailableReason);
        Assert.Equal([Queue(3, data: data).Json, Queue(1, data: data).Json, Queue(5, "pending", data).Json], outcome.Documents.Select(d => d.ToString()));
        Assert.Single((await Store.FetchByExternalIdAsync("x\0", default)).Documents);
        Assert.Empty((await Store.FetchByExternalIdAsync("7", default)).Documents);
        Assert.Empty((await Store.FetchByExternalIdAsync("x' OR 1=1 --", default)).Documents);
    }

    [SkippableFact]
    public async Task A_cancelled_call_does_not_start()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.FetchByIdAsync(JobId.Parse(Id(1)), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.FetchByCorrelationIdAsync("c", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.FetchByExternalIdAsync("c", cancelled));
    }

    [SkippableFact]
    public async Task Reads_run_at_once_with_writes()
    {
        await ImportAsync([.. Enumerable.Range(0, 100).Select(i => Agenda(i, data: Correlated($"c{i}")))]);
        var writes = Task.Run(async () =>
        {
            for (var i = 100; i < 200; i++)
                await ImportAsync(Queue(i));
        });
        var reads = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                Assert.Equal(Agenda(i, data: Correlated($"c{i}")).Json, await FetchAsync(Id(i)));
                Assert.Equal(Id(i), IdIn(await FetchByCorrelationIdAsync($"c{i}")));
            }
        }));
        await Task.WhenAll([writes, .. reads]);
    }

    [SkippableFact]
    public async Task A_closed_store_is_unavailable()
    {
        await ImportAsync(Queue(1));
        await Store.DisposeAsync();
        Assert.Equal(OutcomeStatus.Unavailable, (await Store.FetchByIdAsync(JobId.Parse(Id(1)), default)).Status);
        Assert.Equal(OutcomeStatus.Unavailable, (await Store.FetchByCorrelationIdAsync("c", default)).Status);
        Assert.NotNull((await Store.FetchByExternalIdAsync("c", default)).UnavailableReason);
        Assert.Equal(OutcomeStatus.Unavailable, (await RetryAsync(Id(1))).Status);
        Assert.NotNull((await Store.RetryByQueryAsync(new RetryQuery { Name = "relay" }, default)).UnavailableReason);
        await Assert.ThrowsAsync<JobStoreException>(() => ImportAsync(Queue(2)));
    }

    private static string? IdIn(string? json) => json is null ? null : IdOf(new JobDocument(Encoding.UTF8.GetBytes(json)));
}

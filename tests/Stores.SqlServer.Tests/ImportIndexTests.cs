using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>The unique indexes bind what is made here, and never what is imported.</summary>
public sealed class ImportIndexTests(SharedSchema schema) : QueueConformance(schema.ForOneTest), IClassFixture<SharedSchema>
{
    [SkippableFact]
    public async Task Jobs_that_share_all_they_can_are_imported_beside_one_made_here()
    {
        await EnqueueAsync(Job() with { CorrelationId = "c" });
        const string Data = """{"correlationId":"c","externalId":"x","communityAddress":"0xC","accountAddress":"0xA"}""";
        (JobKind, string)[] jobs =
        [
            Jobs.Queue(1, "pending", Data), Jobs.Queue(2, "pending", Data), Jobs.Agenda(1, data: Data), Jobs.Agenda(2, data: Data),
            Jobs.Queue(3, data: Data, more: $"\"retryJob\":\"{Jobs.Id(1)}\""),
            Jobs.Queue(4, data: Data, more: $"\"retryJob\":\"{Jobs.Id(1)}\""),
        ];
        Assert.Equal(jobs.Length, (await ImportAsync(jobs)).Inserted);
        Assert.Equal(jobs.Length, (await ImportAsync(jobs)).Unchanged);
    }

    [SkippableFact]
    public async Task A_correlation_id_that_a_job_repeats_counts_once()
    {
        Assert.Equal(2, (await ImportAsync(Jobs.Queue(1, data: """{"correlationId":["c","c","c ","c"]}"""), Jobs.Agenda(1, data: """{"correlationId":["c","c"]}"""))).Inserted);
        Assert.Equal(1, (await ImportAsync(Jobs.Queue(1, data: """{"correlationId":["d","c","d"]}"""))).Updated);
        Assert.Equal(["c", "d"], await schema.ReadAsync<string>("SELECT CorrelationId FROM [JobCorrelations] WHERE Kind = 1 ORDER BY CorrelationId"));
    }

    [SkippableFact]
    public async Task A_retry_made_here_and_its_original_come_back_from_the_source()
    {
        await ImportAsync(Jobs.Queue(1, data: Jobs.Correlated("c")));
        var made = (await RetryAsync(Jobs.Id(1))).Document;
        var (original, retry) = (await FetchAsync(Jobs.Id(1)), await FetchAsync(IdOf(made)));
        Assert.Equal(2, (await ImportAsync((JobKind.Queue, original), (JobKind.Queue, retry))).Unchanged);
        // Failed over there: from now on it holds nothing, and may be retried here.
        var failed = retry.Replace("\"pending\"", "\"failed\"", StringComparison.Ordinal);
        Assert.Equal(1, (await ImportAsync((JobKind.Queue, failed))).Updated);
        Assert.Equal(OutcomeStatus.Found, (await RetryAsync(IdOf(made))).Status);
    }
}

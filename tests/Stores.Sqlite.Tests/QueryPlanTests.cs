using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Conformance;
using JobsGateway.Stores.Sqlite.Queue;

namespace JobsGateway.Stores.Sqlite.Tests;

/// <summary>No statement may read a whole table: it would do so a thousand times a second, or while every writer waits.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();
    private SqliteJobStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await _fixture.PreparedStoreAsync();
        var jobs = Enumerable.Range(0, 1_000)
            .Select(i => i % 2 == 0 ? Jobs.Agenda(i, data: Jobs.Correlated($"c{i}")) : Jobs.Queue(i, i % 5 == 0 ? "failed" : "succeeded", $$"""{"correlationId":["c{{i}}","d{{i}}"]}"""))
            .Select(job => (job.Kind, Document: JobDocument.FromString(job.Json)))
            .Select(job => new ImportedJob(JobIndex.Read(job.Kind, job.Document), job.Document));
        await _store.ImportAsync([.. jobs], default);
        for (var i = 0; i < 100; i++)
            await _store.EnqueueAsync(new NewJob("relay", "{}"u8.ToArray()), default);
        await _store.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromMinutes(1)) { Limit = 30 }, default);
    }

    public static TheoryData<string, string> Statements => new()
    {
        { ReadSession.ById, "Jobs_Id" },
        { ReadSession.ByCorrelationId, "Jobs_CorrelationId" },
        { SqliteJobStore.ByExternalId, "Jobs_ExternalId" },
        { StoredJob.ByIdQueueFirst, "Jobs_Id" },
        { ScanPage.Jobs, "Jobs_Id" },
        { StoredJob.BySequence, "INTEGER PRIMARY KEY" },
        { CorrelationHolders.QueueHolder, "Jobs_CorrelationId" },
        { CorrelationHolders.HasAgendaHolder, "Jobs_CorrelationId" },
        { QueueTable.Waiting, "QueueEntries_Waiting" },
        { QueueTable.HasWaiting, "QueueEntries_Waiting" },
        { QueueTable.Expired, "QueueEntries_Leased" },
        { QueueTable.Held, "Jobs_Id" },
        { Canceller.ByIdQueueFirst, "Jobs_Id" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_statement_seeks_in_its_index(string sql, string index) => Seeks(sql, index, new DynamicParameters());

    [Fact]
    public void How_much_is_in_the_queue_is_counted_along_its_indexes()
    {
        var steps = Plan(QueueTable.Depth, new DynamicParameters()).Where(step => step.Contains("QueueEntries", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, steps.Count);
        Assert.All(steps, step => Assert.Contains("USING INDEX QueueEntries_", step, StringComparison.Ordinal));
    }

    [Fact]
    public void Jobs_to_be_run_or_scanned_come_in_their_order_without_a_sort()
    {
        foreach (var sql in new[] { QueueTable.Waiting, QueueTable.Expired, ScanPage.Jobs })
            Assert.DoesNotContain(Plan(sql, new DynamicParameters()), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    public static TheoryData<RetryQuery, string> Queries => new()
    {
        { new RetryQuery { Ids = [JobId.Parse(Jobs.Id(1)), JobId.Parse(Jobs.Id(2))] }, "Jobs_Id" },
        { new RetryQuery { CorrelationId = "c1" }, "Jobs_CorrelationId" },
        { new RetryQuery { CommunityAddress = "0xC" }, "Jobs_RetryableByCommunityAddress" },
        { new RetryQuery { AccountAddress = "0xA", Kinds = JobKinds.Queue }, "Jobs_RetryableByAccountAddress" },
        { new RetryQuery { Name = "relay" }, "Jobs_RetryableByName" },
        { new RetryQuery { FailedAfter = DateTimeOffset.UnixEpoch, FailedBefore = DateTimeOffset.MaxValue }, "Jobs_RetryableByFailedAt" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Retry_candidates_are_sought_in_an_index(RetryQuery query, string index)
    {
        var (sql, parameters) = RetryCandidates.For(query);
        Seeks(sql, index, parameters);
    }

    [Fact]
    public void Retry_candidates_of_a_status_are_walked_in_the_index_of_retryable_jobs()
    {
        var (sql, parameters) = RetryCandidates.For(new RetryQuery { Status = "failed" });
        Assert.Contains(Plan(sql, parameters), step => step.StartsWith("SCAN j USING INDEX Jobs_Retryable", StringComparison.Ordinal));
    }

    [Fact]
    public void Statistics_of_the_tables_do_not_change_that()
    {
        using (var connection = _fixture.Open())
            connection.Execute("ANALYZE main");
        foreach (var statement in (IEnumerable<object[]>)Statements)
            Seeks((string)statement[0], (string)statement[1], new DynamicParameters());
        Jobs_to_be_run_or_scanned_come_in_their_order_without_a_sort();
        Retry_candidates_are_sought_in_an_index(new RetryQuery { Ids = [JobId.Parse(Jobs.Id(1))] }, "Jobs_Id");
        Retry_candidates_are_sought_in_an_index(new RetryQuery { CorrelationId = "c1" }, "Jobs_CorrelationId");
    }

    [Fact]
    public void Among_a_million_jobs_a_fetch_is_still_a_seek()
    {
        using (var connection = _fixture.Open())
        {
            connection.Execute(
                """
                PRAGMA synchronous = OFF;
                INSERT INTO Jobs (Kind, Id, Name, Status, CorrelationId, Document)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
                SELECT i % 2, printf('%024x', i * 7919), 'relay', 'succeeded', 'million-' || i, '{}' FROM n;
                ANALYZE main;
                """,
                commandTimeout: 60);
            Assert.Equal(1_001_100, connection.ExecuteScalar<long>("SELECT COUNT(*) FROM Jobs"));
        }

        Seeks(ReadSession.ById, "Jobs_Id", new DynamicParameters());
        Seeks(ReadSession.ByCorrelationId, "Jobs_CorrelationId", new DynamicParameters());
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    private void Seeks(string sql, string index, DynamicParameters parameters)
    {
        var plan = Plan(sql, parameters);
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        // What is scanned may only be a subquery's one or two rows, or the list of ids that came with the query.
        Assert.DoesNotContain(
            plan,
            step => step.Contains("SCAN", StringComparison.Ordinal) && !step.Contains("SCAN (subquery", StringComparison.Ordinal) && step != "SCAN CONSTANT ROW" &&
                !step.Contains("SCAN json_each", StringComparison.Ordinal));
    }

    private List<string> Plan(string sql, DynamicParameters parameters)
    {
        using var connection = _fixture.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in new[] { "?1", "?2", "?3", "@ExternalId", "@Id", "@CorrelationId", "@Sequence", "@Kind", "@Name", "@Now", "@Limit", "@Token" }.Where(name => sql.Contains(name, StringComparison.Ordinal)))
            command.Parameters.AddWithValue(name, "x");
        foreach (var name in parameters.ParameterNames.Where(name => !command.Parameters.Contains("@" + name)))
            command.Parameters.AddWithValue("@" + name, parameters.Get<object>(name));
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}

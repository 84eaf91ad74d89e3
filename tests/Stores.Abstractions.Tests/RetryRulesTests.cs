namespace JobsGateway.Stores.Abstractions.Tests;

public class RetryRulesTests
{
    private const string Id = "65e1f3a07c1b2d0034b50001";
    private static readonly JobId NewId = JobId.Parse("65e1f3a07c1b2d0034b50002");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 7, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("\"name\":\"n\",\"status\":\"failed\"", null, null)]
    [InlineData("\"name\":\"n\",\"status\":\"cancelled\",\"retryJob\":null", null, null)]
    [InlineData("\"name\":\"n\",\"status\":\"cancelRequested\",\"data\":{\"correlationId\":\"c\"}", null, "c")]
    [InlineData("\"name\":\"n\",\"status\":\"failed\",\"data\":{\"correlationId\":\"\"}", null, null)]
    [InlineData("\"name\":\"n\",\"status\":\"failed\",\"data\":{\"correlationId\":[\"c\"]}", null, null)]
    [InlineData("\"name\":\"n\",\"status\":\"started\",\"retryJob\":\"x\"", "Cannot retry job " + Id + " with status started", null)]
    [InlineData("\"name\":\"n\"", "Cannot retry job " + Id + " with status undefined", null)]
    [InlineData("\"name\":\"n\",\"status\":null", "Cannot retry job " + Id + " with status null", null)]
    [InlineData("\"name\":\"n\",\"status\":\"failed\",\"retryJob\":\"x\",\"data\":{\"correlationId\":\"c\"}", "job " + Id + " already retried with id x", null)]
    [InlineData("\"status\":\"failed\",\"data\":{\"correlationId\":\"c\"}", "QueueJob validation failed: name: can't be blank", "c")]
    [InlineData("\"name\":\"\",\"status\":\"failed\",\"data\":{\"correlationId\":\"\"}", "QueueJob validation failed: name: can't be blank", null)]
    public void A_queue_job_is_judged_by_its_document(string members, string? refusal, string? correlationId) =>
        Assert.Equal(new RetryDecision(refusal, correlationId), RetryRules.Decide(JobKind.Queue, Job(members)));

    [Theory]
    [InlineData("\"failedAt\":\"2024-03-01T10:00:00.000Z\",\"data\":{\"correlationId\":\"c\"}", null)]
    [InlineData("\"lockedAt\":\"2024-03-01T10:00:00.000Z\"", "Cannot retry job " + Id + " with status running")]
    [InlineData("\"failedAt\":\"2024-03-01T10:00:00.000Z\",\"retryJob\":\"x\"", "job " + Id + " already retried with id x")]
    public void An_agenda_job_is_judged_by_its_state(string members, string? refusal) =>
        Assert.Equal(new RetryDecision(refusal, null), RetryRules.Decide(JobKind.Agenda, Job(members)));

    [Fact]
    public void The_taken_message_names_holder_and_status()
    {
        Assert.Equal($"Job with the correlationId c already exists. jobId: {NewId}, status: pending.", RetryRules.CorrelationIdTaken("c", NewId, "pending"));
        Assert.EndsWith("status: null.", RetryRules.CorrelationIdTaken("c", NewId, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"0xC\"", ",\"communityAddress\":\"0xC\"")]
    [InlineData("7", ",\"communityAddress\":\"7\"")]
    [InlineData("true", ",\"communityAddress\":\"true\"")]
    [InlineData("\"\"", "")]
    [InlineData("0", "")]
    [InlineData("null", "")]
    public void A_new_queue_job_copies_name_data_and_a_truthy_community_address(string address, string copied)
    {
        var data = $$"""{"z":1e+21,"communityAddress":{{address}},"a":"\u0001"}""";
        var retry = RetryRules.MakeJob(JobKind.Queue, Job($"\"name\":\"n\",\"data\":{data},\"status\":\"failed\",\"failReason\":\"x\""), NewId, Now);
        var end = $$"""{{copied}},"createdAt":"2026-03-01T10:00:00.007Z","updatedAt":"2026-03-01T10:00:00.007Z","__v":0}""";
        Assert.Equal($$"""{"_id":"{{NewId}}","name":"n","data":{{data}},"status":"pending"{{end}}""", retry.Document.ToString());
        var answerEnd = end.Replace(copied + ",", $"{copied},\"_id\":\"{NewId}\",", StringComparison.Ordinal);
        Assert.Equal($$"""{"name":"n","data":{{data}},"status":"pending"{{(copied.Length > 0 ? answerEnd : $",\"_id\":\"{NewId}\"{end}")}}""", retry.Answer.ToString());
    }

    [Fact]
    public void A_new_queue_job_has_no_data_where_the_original_has_none() =>
        Assert.DoesNotContain("data", RetryRules.MakeJob(JobKind.Queue, Job("\"name\":\"n\""), NewId, Now).Document.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Neither_has_a_new_agenda_job() =>
        Assert.DoesNotContain("data", RetryRules.MakeJob(JobKind.Agenda, Job("\"name\":\"n\""), NewId, Now).Document.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Links_change_nothing_else()
    {
        Assert.Equal(
            $$"""{"_id":"{{Id}}","updatedAt":"2026-03-01T10:00:00.007Z","__v":0,"retryJob":"{{NewId}}"}""",
            RetryRules.Link(JobKind.Queue, Job("\"updatedAt\":\"x\",\"__v\":0"), NewId, Now).ToString());
        Assert.Equal(
            $$"""{"_id":"{{Id}}","a":1,"retryJob":"{{NewId}}","type":"once","nextRunAt":null}""",
            RetryRules.Link(JobKind.Agenda, Job("\"a\":1,\"type\":\"once\",\"nextRunAt\":null"), NewId, Now).ToString());
    }

    private static JobDocument Job(string members) => JobDocument.FromString($"{{\"_id\":\"{Id}\",{members}}}");
}

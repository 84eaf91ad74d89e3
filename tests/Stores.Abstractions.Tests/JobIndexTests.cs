namespace JobsGateway.Stores.Abstractions.Tests;

public class JobIndexTests
{
    private const string Id = "65e1f3a07c1b2d0034b50001";

    [Fact]
    public void Every_value_is_read()
    {
        var index = Read(
            JobKind.Queue,
            """
            "name":"relay","status":"failed","communityAddress":"0xC","accountAddress":"0xA","failedAt":"2024-03-01T10:00:00.123Z","retryJob":"65e1f3a07c1b2d0034b50002",
            "data":{"correlationId":"c","externalId":"x","communityAddress":"other","accountAddress":"other"}
            """);
        Assert.Equal(JobId.Parse(Id), index.Id);
        Assert.Equal(JobKind.Queue, index.Kind);
        Assert.Equal("relay", index.Name);
        Assert.Equal("failed", index.Status);
        Assert.Equal(["c"], index.CorrelationIds);
        Assert.Equal("x", index.ExternalId);
        Assert.Equal("0xC", index.CommunityAddress);
        Assert.Equal("0xA", index.AccountAddress);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 10, 0, 0, 123, TimeSpan.Zero), index.FailedAt);
        Assert.Equal("65e1f3a07c1b2d0034b50002", index.RetryJob);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"name\":null,\"status\":null,\"data\":null,\"failedAt\":null,\"retryJob\":\"\"")]
    [InlineData("\"name\":1,\"status\":{},\"data\":7,\"failedAt\":\"never\",\"retryJob\":[]")]
    [InlineData("\"data\":{\"correlationId\":1,\"externalId\":[\"x\"],\"communityAddress\":true}")]
    public void Absent_null_and_wrongly_typed_values_are_not_indexed(string members)
    {
        var index = Read(JobKind.Queue, members);
        Assert.Empty(index.CorrelationIds);
        Assert.Equal(new JobIndex { Id = index.Id, Kind = JobKind.Queue, CorrelationIds = index.CorrelationIds }, index);
    }

    [Fact]
    public void Addresses_of_the_data_stand_in()
    {
        var index = Read(JobKind.Agenda, "\"data\":{\"communityAddress\":\"0xC\",\"accountAddress\":\"0xA\"}");
        Assert.Equal(("0xC", "0xA"), (index.CommunityAddress, index.AccountAddress));
    }

    [Theory]
    [InlineData("""{"correlationId":""}""", "")]
    [InlineData("""{"correlationId":["a","b","a",1,["c"]]}""", "a|b")]
    [InlineData("""[{"correlationId":"a"},{"correlationId":["b"]},"c",{"x":"d"}]""", "a|b")]
    [InlineData("""{"correlationId":"\u0061\u0000"}""", "a\0")]
    public void Correlation_ids_are_read_as_mongodb_matches_them(string data, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(JobKind.Agenda, $"\"data\":{data}").CorrelationIds));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"_id\":7}")]
    [InlineData("{\"_id\":\"x\"}")]
    [InlineData("{\"_id\":\"65e1f3a07c1b2d0034b50001\"")]
    [InlineData("{\"_id\":\"65e1f3a07c1b2d0034b50001\",\"name\":\"\\ud800\"}")]
    public void Other_json_is_no_job(string json) => Assert.Throws<FormatException>(() => JobIndex.Read(JobKind.Queue, JobDocument.FromString(json)));

    private static JobIndex Read(JobKind kind, string members) =>
        JobIndex.Read(kind, JobDocument.FromString($"{{\"_id\":\"{Id}\"{(members.Length > 0 ? "," : "")}{members}}}"));
}

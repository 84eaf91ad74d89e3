using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Endpoints;

/// <summary>ETags, 304 and HEAD.</summary>
public sealed class ConditionalRequestTests : IAsyncLifetime
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";
    private const string ETag = "W/\"15b-xDVGZzFSTaYEueDS4RitT8S2F4c\"";
    private TestGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await RecordedJobs.StartGatewayAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("*", 304)]
    [InlineData(ETag, 304)]
    [InlineData("\"15b-xDVGZzFSTaYEueDS4RitT8S2F4c\"", 304)]
    [InlineData("\"a\",W/\"15b-xDVGZzFSTaYEueDS4RitT8S2F4c\"", 304)]
    [InlineData("\"a\", *", 200)]
    [InlineData("15b-xDVGZzFSTaYEueDS4RitT8S2F4c", 200)]
    [InlineData("w/\"15b-xDVGZzFSTaYEueDS4RitT8S2F4c\"", 200)]
    [InlineData("", 200)]
    public async Task If_none_match_is_met_as_express_meets_it(string value, int status)
    {
        foreach (var method in new[] { "GET", "HEAD" })
        {
            var response = await _gateway.SendAsync(method, Job, Tokens.User, ("If-None-Match", value));
            Assert.Equal(status, response.Status);
            Assert.Equal(ETag, response.Header("ETag"));
            Assert.Equal(status == 304, response.Header("Content-Type") is null);
        }
    }

    [Theory]
    [InlineData("no-cache", 200)]
    [InlineData("max-age=0, no-cache", 200)]
    [InlineData("max-age=0", 304)]
    [InlineData("no-cachex", 304)]
    public async Task A_client_that_asks_for_no_cache_gets_the_body(string cacheControl, int status) =>
        Assert.Equal(status, (await _gateway.SendAsync("GET", Job, Tokens.User, ("If-None-Match", ETag), ("Cache-Control", cacheControl))).Status);

    [Fact]
    public async Task Several_header_lines_are_one_list() =>
        Assert.Equal(304, (await _gateway.SendAsync("GET", Job, Tokens.User, ("If-None-Match", "\"a\""), ("If-None-Match", ETag))).Status);

    [Fact]
    public async Task A_finished_agenda_job_keeps_its_etag_between_reads()
    {
        var first = await _gateway.SendAsync("GET", "/api/v2/jobs/65e1f3a07c1b2d0012a40002", Tokens.User);
        Assert.Contains("\"nextRunAt\":\"2024-03-01T10:00:00.125Z\"", first.Text, StringComparison.Ordinal); // its lastRunAt
        var second = await _gateway.SendAsync("GET", "/api/v2/jobs/65e1f3a07c1b2d0012a40002", Tokens.User, ("If-None-Match", first.Header("ETag")!));
        Assert.Equal(304, second.Status);
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        var get = await _gateway.SendAsync("GET", Job, Tokens.User);
        var head = await _gateway.SendAsync("HEAD", Job, Tokens.User);
        Assert.Equal(get.Headers.Where(h => h.Name != "Date"), head.Headers.Where(h => h.Name != "Date"));
        Assert.Empty(head.Body);
    }
}

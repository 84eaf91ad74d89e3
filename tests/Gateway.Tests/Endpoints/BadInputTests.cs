using System.IO.Compression;
using System.Text;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Endpoints;

/// <summary>Bad input gets a clear 4xx, and nothing changes.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string FailedJob = "65e1f3a07c1b2d0034b50020";
    private TestGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await RecordedJobs.StartGatewayAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("/api/v2/jobs/zzz", 400)]
    [InlineData("/api/v2/jobs/65e1f3a07c1b2d0034b5002", 400)]
    [InlineData("/api/v2/jobs/65e1f3a07c1b2d0034b500200", 400)]
    [InlineData("/api/v2/jobs/%zz", 400)]
    [InlineData("/api/v2/jobs/%", 400)]
    [InlineData("/api/v2/jobs/%C3%28", 400)]
    [InlineData("/api/v2/jobs/%ED%A0%80", 400)]
    [InlineData("/api/v2/jobs/'%20OR%201=1%20--", 400)]
    [InlineData("/api/v2/jobs/{\"$ne\":null}", 404)] // twelve characters: an id, of no job
    [InlineData("/api/v2/jobs/{\"$gt\":\"\"}", 400)]
    [InlineData("/api/v2/jobs/correlationId/%FF", 400)]
    [InlineData("/api/v2/jobs/correlationId/'%20OR%20'1'='1", 404)]
    [InlineData("/api/v2/jobs/correlationId/%27%3B%20DROP%20TABLE%20Jobs%3B--", 404)]
    [InlineData("/api/v2/jobs/correlationId/%25", 404)]
    [InlineData("/api/v2/jobs/correlationId/_______-1", 404)]
    [InlineData("/api/v2/jobs/external", 400)]
    [InlineData("/api/v2/jobs/external?externalId[$in][]=ext-1", 400)]
    [InlineData("/api/v2/jobs/external?externalId[$ne]=x", 400)]
    [InlineData("/api/v2/jobs/external?externalId=ext-1&externalId=ext-1", 400)]
    [InlineData("/api/v2/jobs/external?externalId='%20OR%201=1", 400)]
    [InlineData("/api/v2/jobs/retry/zzz", 400)]
    [InlineData("/api/v2/jobs/retry/%zz", 400)]
    [InlineData("/api/v2/jobs/retry/65e1f3a07c1b2d00ffffffff", 404)]
    [InlineData("/api/v2/jobs/retry", 400)]
    [InlineData("/api/v2/jobs/retry?", 400)]
    [InlineData("/api/v2/jobs/retry?apiKey=1", 400)]
    [InlineData("/api/v2/jobs/retry?limit=5&dryRun=false", 400)]
    [InlineData("/api/v2/jobs/retry?ids=", 400)]
    [InlineData("/api/v2/jobs/retry?ids=,", 400)]
    [InlineData("/api/v2/jobs/retry?ids=65e1f3a07c1b2d0034b50020,zzz", 400)]
    [InlineData("/api/v2/jobs/retry?ids[]=65e1f3a07c1b2d0034b50020", 400)]
    [InlineData("/api/v2/jobs/retry?name=", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&name=burn", 400)]
    [InlineData("/api/v2/jobs/retry?name[$ne]=x", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&status[$ne]=failed", 400)]
    [InlineData("/api/v2/jobs/retry?status=pending", 400)]
    [InlineData("/api/v2/jobs/retry?status=FAILED", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&limit=0", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&limit=1001", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&limit=-1", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&limit=1e2", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&limit=99999999999999999999", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&dryRun=yes", 400)]
    [InlineData("/api/v2/jobs/retry?name=mint&dryRun=", 400)]
    [InlineData("/api/v2/jobs/retry?failedAfter=yesterday", 400)]
    [InlineData("/api/v2/jobs/retry?failedBefore=1709287200", 400)]
    [InlineData("/api/v2/jobs/retry?failedAfter=2024-13-01", 400)]
    public async Task A_bad_target_is_refused_and_nothing_changes(string target, int status)
    {
        var before = await AllJobsAsync();
        var response = await _gateway.SendAsync("GET", target, Tokens.Admin);
        Assert.Equal(status, response.Status);
        Assert.StartsWith("{\"error", response.Text, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal(before, await AllJobsAsync());
    }

    [Theory]
    [InlineData("/api/v2/jobs/%00")]
    [InlineData("/api/v2/jobs/correlationId/%00")]
    [InlineData("/api/v2/jobs/65e1f3a07c1b2d0034b50020%00")]
    public async Task A_NUL_in_a_path_is_refused_before_any_application_sees_it(string target) =>
        Assert.Equal(400, (await _gateway.SendAsync("GET", target, Tokens.Admin)).Status);

    public static TheoryData<string, string, int> BadBodies => new()
    {
        { "application/json", "{\"ids\":[]}", 400 },
        { "application/json", "{\"ids\":\"\"}", 400 },
        { "application/json", "{\"ids\":[1]}", 400 },
        { "application/json", "{\"ids\":{\"$ne\":1}}", 400 },
        { "application/json", "{\"name\":{\"$ne\":\"x\"}}", 400 },
        { "application/json", "{\"name\":\"mint\",\"limit\":1.5}", 400 },
        { "application/json", "{\"name\":\"mint\",\"limit\":[5]}", 400 },
        { "application/json", "{\"name\":\"mint\",\"dryRun\":\"yes\"}", 400 },
        { "application/json", "{\"limit\":5}", 400 },
        { "application/json", "{\"unknown\":5}", 400 },
        { "application/json", "{\"name\":null}", 400 },
        { "application/json", "[\"" + FailedJob + "\",\"zzz\"]", 400 },
        { "application/json", "[\"" + FailedJob + "\",true]", 400 },
        { "application/json", "[\"" + FailedJob + "\",\"\\ud800\"]", 400 },
        { "application/json", "{\"\\ud800\":1}", 400 },
        { "application/json", "[{\"\\ud800\":1}]", 400 },
        { "application/json", "[\"" + FailedJob + "\"", 400 },
        { "application/json", "[\"" + FailedJob + "\"]\0", 400 },
        { "application/json", "\"" + FailedJob + "\"", 400 },
        { "application/json", "", 400 },
        { "application/json; charset=latin1", "[\"" + FailedJob + "\"]", 415 },
        { "application/json; charset=utf-7", "[\"" + FailedJob + "\"]", 415 },
        { "text/json", "[\"" + FailedJob + "\"]", 400 },
        { "application/vnd.api+json", "[\"" + FailedJob + "\"]", 400 },
        { "application/xml", "<a/>", 400 },
        { "application/x-www-form-urlencoded", "ids=" + FailedJob, 400 },
        { "application/json", new string('[', 50_000) + new string(']', 50_000), 400 },
        { "application/json", "[" + string.Join(",", Enumerable.Repeat("\"" + FailedJob + "\"", 4000)) + "]", 413 },
        { "application/json", "{\"name\":\"" + new string('x', 110_000) + "\"}", 413 },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_body_is_refused_and_nothing_changes(string contentType, string body, int status)
    {
        var before = await AllJobsAsync();
        var response = await PostAsync(Encoding.UTF8.GetBytes(body), ("Content-Type", contentType));
        Assert.True(status == response.Status, $"{response.Status} {response.Text}");
        Assert.StartsWith("{\"errors\":{\"message\":\"", response.Text, StringComparison.Ordinal);
        Assert.Equal(before, await AllJobsAsync());
    }

    [Theory]
    [InlineData("gzip", 413)]
    [InlineData("deflate", 413)]
    [InlineData("br", 415)]
    [InlineData("zstd", 415)]
    public async Task A_compressed_bomb_is_refused_at_the_limit_of_what_it_inflates_to(string encoding, int status)
    {
        var bomb = new MemoryStream();
        await using (Stream compressor = encoding == "gzip" ? new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true) : new ZLibStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            await compressor.WriteAsync(new byte[50 * 1024 * 1024].AsMemory());
        var response = await PostAsync(bomb.ToArray(), ("Content-Type", "application/json"), ("Content-Encoding", encoding));
        Assert.Equal(status, response.Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task What_is_not_compressed_as_it_says_is_refused(string encoding)
    {
        var response = await PostAsync("[]"u8.ToArray(), ("Content-Type", "application/json"), ("Content-Encoding", encoding));
        Assert.Equal(400, response.Status);
        Assert.Contains("incorrect header check", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(30)]
    public async Task A_compressed_body_that_is_cut_off_is_refused_and_nothing_is_retried(int missing)
    {
        var before = await AllJobsAsync();
        var body = new MemoryStream();
        await using (var gzip = new GZipStream(body, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync(Encoding.ASCII.GetBytes($"[\"{FailedJob}\"]"));
        var response = await PostAsync(body.ToArray()[..^missing], ("Content-Type", "application/json"), ("Content-Encoding", "gzip"));
        Assert.Equal(400, response.Status);
        Assert.Contains("unexpected end of file", response.Text, StringComparison.Ordinal);
        Assert.Equal(before, await AllJobsAsync());
    }

    [Fact]
    public async Task A_header_of_bytes_that_are_no_utf8_is_no_reason_to_refuse_a_request()
    {
        byte[] request = [.. Encoding.Latin1.GetBytes($"GET /api/v2/jobs/{FailedJob} HTTP/1.1\r\nHost: test\r\nUser-Agent: T\u00e9l\u00e9phone\r\n{Tokens.User.Name}: {Tokens.User.Value}\r\n\r\n")];
        Assert.Equal(200, (await RawHttp.SendAsync(_gateway.Address, request)).Status);
    }

    [Fact]
    public async Task A_long_id_is_answered_like_any_other()
    {
        Assert.Equal(404, (await _gateway.SendAsync("GET", "/api/v2/jobs/correlationId/" + new string('a', 12_000), Tokens.User)).Status);
        Assert.Equal(400, (await _gateway.SendAsync("GET", "/api/v2/jobs/" + new string('a', 12_000), Tokens.User)).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public async Task No_other_verb_than_get_and_post_retries(string method)
    {
        var before = await AllJobsAsync();
        var response = await _gateway.SendAsync(method, "/api/v2/jobs/retry/" + FailedJob, Tokens.Admin);
        Assert.Equal(404, response.Status);
        Assert.Equal(before, await AllJobsAsync());
    }

    [Fact]
    public async Task A_form_of_more_than_a_thousand_parameters_is_refused()
    {
        var form = string.Join("&", Enumerable.Range(0, 1001).Select(i => $"a{i}=1"));
        var response = await PostAsync(Encoding.ASCII.GetBytes(form), ("Content-Type", "application/x-www-form-urlencoded"));
        Assert.Equal(413, response.Status);
        Assert.Contains("too many parameters", response.Text, StringComparison.Ordinal);
    }

    private Task<RawResponse> PostAsync(byte[] body, params (string, string)[] headers) => RawHttp.SendAsync(
        _gateway.Address, "POST", "/api/v2/jobs/retry", [("Host", "test"), Tokens.Admin, ("Content-Length", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. headers], body);

    private async Task<string> AllJobsAsync()
    {
        var everything = new StringBuilder();
        foreach (var id in RecordedJobs.Ids)
            everything.AppendLine((await _gateway.SendAsync("GET", "/api/v2/jobs/" + id, Tokens.Admin)).Text);
        return everything.ToString();
    }
}

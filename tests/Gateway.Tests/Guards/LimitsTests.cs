using System.Text;
using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Guards;

/// <summary>What is too large, too much or too slow, over raw sockets.</summary>
public sealed class LimitsTests
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d00ffffffff", Retry = "/api/v2/jobs/retry";

    [Fact]
    public async Task A_request_line_that_is_too_long_is_414()
    {
        await using var gateway = await StartAsync(("RequestLineBytes", "1024"));
        Assert.Equal(404, (await gateway.SendAsync("GET", Job + "?" + new string('x', 800), Tokens.User)).Status);
        Assert.Equal(414, (await gateway.SendAsync("GET", Job + "?" + new string('x', 1100), Tokens.User)).Status);
    }

    [Fact]
    public async Task Headers_that_are_too_many_or_too_long_are_431()
    {
        await using var gateway = await StartAsync(("HeaderBytes", "4096"), ("HeaderCount", "20"));
        Assert.Equal(404, (await gateway.SendAsync("GET", Job, Tokens.User, ("X-A", new string('a', 2000)))).Status);
        Assert.Equal(431, (await gateway.SendAsync("GET", Job, Tokens.User, ("X-A", new string('a', 4096)))).Status);
        Assert.Equal(431, (await gateway.SendAsync("GET", Job, [Tokens.User, .. Enumerable.Range(0, 20).Select(i => ($"X-{i}", "a"))])).Status);
    }

    [Theory]
    [InlineData("identity", 2049)]
    [InlineData("chunked", 2049)]
    public async Task A_body_that_is_too_long_is_413_in_the_servers_words(string form, int length)
    {
        await using var gateway = await StartAsync(("RetryBodyBytes", "2048"));
        var small = await RawHttp.SendAsync(gateway.Address, "POST", Retry, Headers(gateway, 2048), Body(2048));
        Assert.Equal(200, small.Status);
        var large = form == "identity"
            ? await RawHttp.SendAsync(gateway.Address, "POST", Retry, Headers(gateway, length), Body(length))
            : await RawHttp.SendAsync(gateway.Address, "POST", Retry, [("Host", "a"), Tokens.Admin, ("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")], [.. Encoding.ASCII.GetBytes($"{length:x}\r\n"), .. Body(length), .. "\r\n0\r\n\r\n"u8]);
        Assert.Equal(413, large.Status);
        Assert.Equal(2048, (int)JsonNode.Parse(large.Text)!["errors"]!["error"]!["limit"]!);
    }

    [Fact]
    public async Task A_head_that_trickles_in_is_408()
    {
        await using var gateway = await StartAsync(("HeadersTimeout", "00:00:01"));
        await using var slow = await RawConnection.OpenAsync(gateway.Address);
        await slow.SendAsync($"GET {Job} HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        Assert.StartsWith("HTTP/1.1 408 Request Timeout\r\n", Encoding.ASCII.GetString(await slow.ReadToEndAsync()), StringComparison.Ordinal);
        Assert.Equal(404, (await gateway.SendAsync("GET", Job, Tokens.User)).Status);
    }

    [Fact]
    public async Task A_body_that_stops_half_way_is_408_and_nothing_is_retried()
    {
        await using var gateway = await StartAsync(("BytesPerSecond", "1000000")); // After Kestrel's grace of 5 s.
        await using var slow = await RawConnection.OpenAsync(gateway.Address);
        await slow.SendAsync($"POST {Retry} HTTP/1.1\r\nHost: a\r\nAuthorization: {Tokens.Admin.Value}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[ ");
        var answer = await slow.ReadResponseAsync();
        Assert.Equal(408, answer.Status);
        Assert.StartsWith("{\"errors\":{\"message\":", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed()
    {
        await using var gateway = await StartAsync(("KeepAliveTimeout", "00:00:01"));
        await using var idle = await RawConnection.OpenAsync(gateway.Address);
        await idle.SendAsync($"GET {Job} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.Equal(401, (await idle.ReadResponseAsync()).Status);
        Assert.Empty(await idle.ReadToEndAsync());
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once()
    {
        await using var gateway = await StartAsync(("Connections", "1"));
        await using var first = await RawConnection.OpenAsync(gateway.Address);
        await first.SendAsync($"GET {Job} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.Equal(401, (await first.ReadResponseAsync()).Status);
        await using var second = await RawConnection.OpenAsync(gateway.Address);
        try
        {
            Assert.Empty(await second.ReadToEndAsync());
        }
        catch (IOException)
        {
            // Reset instead of closed: refused all the same.
        }

        await first.SendAsync($"GET {Job} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.Equal(401, (await first.ReadResponseAsync()).Status);
    }

    [Theory]
    [InlineData("Limits:HeaderCount", "0", "is out of range; write a value from 10 to 10000")]
    [InlineData("Limits:KeepAlive", "00:00:10", "is not a setting here")]
    [InlineData("RateLimits:Retries:PermitLimit", "0", "is out of range")]
    [InlineData("Audit:Required", "true", "there is no file to write to; set Audit:File")]
    [InlineData("Audit:File", "/nowhere/at/all/audit.jsonl", "there is no folder /nowhere/at/all")]
    [InlineData("SecurityHeaders:Hsts", "365", "is no duration")]
    [InlineData("Management:Urls", "localhost", "is no address with a port")]
    [InlineData("Management:Urls", "http://localhost:0", "is no address with a port")]
    [InlineData("Management:Urls", "http://127.0.0.1:5080", "port 5080 is the jobs API's, too")]
    public async Task What_can_not_be_meant_stops_the_start_with_the_cure(string key, string value, string cure)
    {
        var error = await Assert.ThrowsAsync<JobsGateway.Gateway.Configuration.ConfigurationException>(() =>
            TestGateway.StartAsync(new() { [key] = value }, configure: builder => builder.Configuration["Urls"] = "http://localhost:5080"));
        Assert.Contains(error.Errors, found => found.Path == key && found.Message.Contains(cure, StringComparison.Ordinal));
    }

    private static Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) =>
        TestGateway.StartAsync(settings.ToDictionary(setting => "Limits:" + setting.Key, string? (setting) => setting.Value));

    private static (string, string)[] Headers(TestGateway gateway, int length) =>
        [("Host", gateway.Address.Authority), Tokens.Admin, ("Content-Type", "application/json"), ("Content-Length", $"{length}")];

    // White space counts.
    private static byte[] Body(int length) => Encoding.ASCII.GetBytes("[]".PadRight(length));
}

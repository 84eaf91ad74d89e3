using JobsGateway.Gateway.Tests.Contract;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Which fetches are compared, and what is sent for them.</summary>
public sealed class ShadowRequestTests
{
    private const string Job = ShadowFixture.QueueJob;

    [Fact]
    public async Task The_candidate_is_asked_in_the_clients_name_without_what_is_of_its_connection_or_its_copy()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        (string, string)[] notPassed =
        [
            ("If-None-Match", "\"a\""), ("If-Modified-Since", "Tue, 24 Nov 2026 12:00:00 GMT"), ("If-Match", "*"), ("If-Range", "\"a\""), ("Range", "bytes=0-1"),
            ("Accept-Encoding", "gzip"), ("Keep-Alive", "timeout=5"), ("TE", "trailers"), ("Proxy-Connection", "keep-alive"), ("Connection", "X-Hop"), ("X-Hop", "1"), ("Upgrade", "h2c"),
        ];
        var response = await shadow.Gateway.SendAsync("GET", StudioDouble.PathOf(Job) + "?apiKey=k%20", [Tokens.User, ("X-Client", "wallet"), .. notPassed]);
        Assert.Equal(200, response.Status);
        await shadow.CountedAsync(counts => counts is { Equal: 1, All: 1 });
        var request = Assert.Single(shadow.Studio.Upstream.Received);
        Assert.Equal(("GET", StudioDouble.PathOf(Job) + "?apiKey=k%20"), (request.Method, request.Target));
        Assert.Equal((Tokens.User.Value, "wallet", shadow.Studio.Upstream.Address.Authority), (request.Header("Authorization"), request.Header("X-Client"), request.Header("Host")));
        Assert.Equal(shadow.Gateway.Address.Authority, request.Header("X-Forwarded-Host"));
        Assert.All(notPassed, header => Assert.Null(request.Header(header.Item1)));
        Assert.Null(request.Header("Transfer-Encoding"));
        Assert.Empty(request.Body);
    }

    [Fact]
    public async Task The_clients_token_stays_here_where_the_candidate_is_not_to_have_it()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio", settings: [("Stores:studio:PassToken", "false")]);
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        await shadow.FetchAsync(Job);
        await shadow.CountedAsync(counts => counts.Equal == 1);
        Assert.Null(Assert.Single(shadow.Studio.Upstream.Received).Header("Authorization"));
    }

    [Fact]
    public async Task Heads_retries_and_refused_requests_are_not_compared()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        Assert.Equal(200, (await shadow.Gateway.SendAsync("HEAD", StudioDouble.PathOf(Job), Tokens.User)).Status);
        Assert.Equal(401, (await shadow.Gateway.SendAsync("GET", StudioDouble.PathOf(Job))).Status);
        Assert.Equal(200, (await shadow.Gateway.SendAsync("GET", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020", Tokens.Admin)).Status);
        Assert.Equal(200, (await shadow.Gateway.SendAsync("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50023", Tokens.Admin)).Status);
        Assert.Equal(200, (await shadow.Gateway.SendAsync("GET", "/api/v2/jobs/retry?ids=65e1f3a07c1b2d0034b50026", Tokens.Admin)).Status);
        (string, string)[] headers = [("Host", "gateway"), Tokens.Admin, ("Content-Type", "application/json"), ("Content-Length", "28")];
        Assert.Equal(200, (await RawHttp.SendAsync(shadow.Gateway.Address, "POST", "/api/v2/jobs/retry", headers, "[\"65e1f3a07c1b2d0034b50029\"]"u8.ToArray())).Status);
        await shadow.FetchAsync(Job);
        await shadow.CountedAsync(counts => counts is { Equal: 1, All: 1 });
        Assert.Equal(1, shadow.Studio.Upstream.Heads.Count);
        Assert.Null(await shadow.CountsAsync("RetryById"));
        Assert.Null(await shadow.CountsAsync("RetryByQuery"));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("100", 40)]
    public async Task None_or_all_are_compared(string percent, int expected)
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio", settings: [("Routes:FetchById:Shadow:Percent", percent)]);
        shadow.Studio.Show(Job, await shadow.LocalAsync(Job));
        for (var i = 0; i < 40; i++)
            await shadow.FetchAsync(Job);
        if (expected > 0)
            await shadow.CountedAsync(counts => counts.Equal == expected && counts.All == expected);
        Assert.Equal(expected, shadow.Studio.Upstream.Heads.Count);
    }

    [Fact]
    public async Task By_key_a_job_is_compared_always_or_never_in_whichever_spelling()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio", settings: [("Routes:FetchById:Shadow:Percent", "50"), ("Routes:FetchById:Shadow:Sampling", "Key")]);
        for (var i = 0; i < 32; i++)
        {
            var id = $"65e1f3a07c1b2d0034b6{i:x4}";
            for (var n = 0; n < 3; n++)
                Assert.Equal(404, (await shadow.FetchAsync(n == 1 ? id.ToUpperInvariant() : id)).Status);
        }

        await shadow.CountedAsync(counts => counts.Equal == shadow.Studio.Upstream.Requests.Count && counts.Equal == counts.All);
        var asked = shadow.Studio.Upstream.Received.GroupBy(request => request.Path.ToLowerInvariant()).Select(group => group.Count()).ToList();
        Assert.All(asked, count => Assert.Equal(3, count));
        Assert.InRange(asked.Count, 1, 31);
    }

    [Fact]
    public async Task The_log_has_nothing_of_a_job_or_a_token()
    {
        await using var shadow = await ShadowFixture.StartAsync("local", "studio");
        var local = await shadow.LocalAsync(Job);
        shadow.Studio.Show(Job, local.Replace("\"status\":\"", "\"status\":\"not-", StringComparison.Ordinal));
        shadow.Studio.Answer(ShadowFixture.OtherQueueJob, Reply.Send("HTTP/1.1 nonsense {0xabc}\r\n\r\n"));
        shadow.Studio.AnswerPath("/api/v2/jobs/correlationId/failed-1", _ => Reply.Nothing.Reset());
        await shadow.FetchAsync(Job);
        await shadow.FetchAsync(ShadowFixture.OtherQueueJob);
        await shadow.Gateway.SendAsync("GET", "/api/v2/jobs/correlationId/failed-1?apiKey=hidden", Tokens.User);
        await shadow.CountedInTimeAsync(counts => counts is { Different: 1, Unavailable: 1 });
        await shadow.CountedInTimeAsync(counts => counts.Unavailable == 1, "FetchByCorrelationId");
        await ShadowFixture.UntilAsync(() => Task.FromResult(shadow.Gateway.Logs.Messages.Any(line => line.Contains("body.data.status", StringComparison.Ordinal))));
        string[] secrets = [Job, ShadowFixture.OtherQueueJob, "failed-1", "hidden", "not-", "0xabc", Tokens.User.Value["Bearer ".Length..], "0x2f5b8c3d4e6F7a8B9c0D1e2F3a4B5c6D7e8F9a0B"];
        foreach (var secret in secrets)
            Assert.DoesNotContain(shadow.Gateway.Logs.Messages, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }
}

using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Guards.RateLimits;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Guards;

/// <summary>Limits as clients meet them.</summary>
public sealed class RateLimitingTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-more-than-thirty-two-bytes";
    private const string Fetch = "/api/v2/jobs/65e1f3a07c1b2d00ffffffff", Retry = "/api/v2/jobs/retry/65e1f3a07c1b2d00ffffffff";
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private TestGateway? _gateway;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task One_retry_too_many_is_answered_429_in_Studios_shape_and_says_when_to_come_again()
    {
        await StartAsync(("Retries:PermitLimit", "2"), ("Retries:Window", "00:01:00"));
        using var readings = new Readings(_gateway!.Services.GetRequiredService<IMeterFactory>(), RateLimiting.Limited);
        var admin = Token(isAdmin: true);
        Assert.Equal(404, (await SendAsync("POST", Retry, admin)).Status);
        Assert.Equal(404, (await SendAsync("GET", Retry, admin)).Status); // by the short way of a remembered token
        var limited = await SendAsync("POST", "/api/v2/jobs/retry", admin);
        Assert.Equal((429, "30", """{"errors":{"message":"Too many requests","error":{}}}"""), (limited.Status, limited.Header("Retry-After"), limited.Text));
        Assert.Equal("1 RetryByQuery retries", readings.All);
        Assert.Equal(404, (await SendAsync("GET", Fetch, admin)).Status); // Fetches have no limit here.
        Assert.Equal(404, (await SendAsync("GET", Retry, Token(isAdmin: true, ("uid", "another")))).Status);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(404, (await SendAsync("POST", Retry, admin)).Status);
        Assert.Equal(429, (await SendAsync("POST", Retry, admin)).Status);
    }

    [Fact]
    public async Task No_spelling_of_the_path_or_the_token_and_no_version_of_HTTP_gets_around_it()
    {
        await StartAsync(("Retries:PermitLimit", "1"));
        var admin = Token(isAdmin: true);
        Assert.Equal(404, (await SendAsync("POST", Retry, admin)).Status);
        foreach (var target in new[] { Retry, Retry + "/", Retry.Replace("/api/v2/", "/API/V2//", StringComparison.Ordinal), Retry.Replace("retry", "RETRY", StringComparison.Ordinal), Retry + "?x=1", "/api/v2/jobs//retry?ids=65e1f3a07c1b2d00ffffffff", Retry.Replace("65e1", "%36%35e1", StringComparison.Ordinal), "http://other.example.com" + Retry })
        {
            Assert.Equal(429, (await SendAsync("GET", target, admin)).Status);
            Assert.Equal(429, (await SendAsync("POST", target, admin)).Status);
        }

        foreach (var target in new[] { Retry.Replace("/retry/", "%2Fretry%2F", StringComparison.Ordinal), Retry.Replace("retry", "retr%79", StringComparison.Ordinal), Retry.Replace("/jobs/", "/./jobs/", StringComparison.Ordinal) })
            Assert.NotEqual(200, (await SendAsync("POST", target, admin)).Status); // No operation at all.
        var old = await RawHttp.SendAsync(_gateway!.Address, "POST", Retry, [("Host", "spoofed"), ("Authorization", "bEARER " + admin), ("Content-Length", "0")], [], "1.0");
        Assert.Equal(429, old.Status);

        // The last character of a signature of 32 bytes has two bits that mean nothing.
        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
            Assert.True((await SendAsync("POST", Retry, admin[..^1] + last)).Status is 429 or 401);
    }

    [Fact]
    public async Task All_operations_of_a_bearer_count_as_requests_also_refused_ones()
    {
        await StartAsync(("Requests:PermitLimit", "4"));
        var user = Token(isAdmin: false);
        Assert.Equal(404, (await SendAsync("GET", Fetch, user)).Status);
        Assert.Equal(404, (await SendAsync("HEAD", Fetch, user)).Status);
        Assert.Equal(400, (await SendAsync("GET", "/api/v2/jobs/external", user)).Status);
        Assert.Equal(403, (await SendAsync("POST", Retry, user)).Status);
        Assert.Equal(429, (await SendAsync("POST", Retry, user)).Status);
        Assert.Equal(429, (await SendAsync("GET", Fetch, user)).Status);
        foreach (var path in new[] { "/health", "/is_running", "/health/live", "/health/ready" })
            Assert.Equal(200, (await SendAsync("GET", path, user)).Status);
    }

    [Fact]
    public async Task Tokens_of_one_claim_share_a_limit_and_a_token_without_it_has_its_own()
    {
        await StartAsync(("Claim", "uid"), ("Requests:PermitLimit", "1"));
        Assert.Equal(404, (await SendAsync("GET", Fetch, Token(false, ("uid", "u1"), ("n", "1")))).Status);
        Assert.Equal(429, (await SendAsync("GET", Fetch, Token(true, ("uid", "u1"), ("n", "2")))).Status);
        Assert.Equal(404, (await SendAsync("GET", Fetch, Token(false, ("uid", "u2")))).Status);
        Assert.Equal(404, (await SendAsync("GET", Fetch, Token(false, ("UID", "u1")))).Status); // Names of claims have a case.
        Assert.Equal(404, (await SendAsync("GET", Fetch, Token(false, ("n", "3")))).Status);
    }

    [Fact]
    public async Task Made_up_tokens_are_counted_by_address_and_harm_no_valid_one_from_there()
    {
        await StartAsync(("Unauthenticated:PermitLimit", "3"), ("Requests:PermitLimit", "100"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(401, (await SendAsync("GET", Fetch, $"made.up.{i}")).Status);
        Assert.Equal(429, (await SendAsync("GET", Fetch, "made.up.x")).Status);
        Assert.Equal(429, (await _gateway!.SendAsync("GET", "/gateway/parity", ("X-Forwarded-For", "203.0.113.9"))).Status);
        Assert.Equal(404, (await SendAsync("GET", Fetch, Token(false))).Status);
        Assert.Equal(0, _gateway.Services.GetRequiredService<RateLimitsSource>().Current.Requests!.Count - 1);
    }

    [Fact]
    public async Task A_limit_is_changed_without_a_restart_and_one_that_stays_goes_on_counting()
    {
        await StartAsync(("Requests:PermitLimit", "1"));
        var user = Token(false);
        Assert.Equal(404, (await SendAsync("GET", Fetch, user)).Status);
        await ChangeAsync("RateLimits:Retries:PermitLimit", "5");
        Assert.Equal(429, (await SendAsync("GET", Fetch, user)).Status);
        await ChangeAsync("RateLimits:Requests:PermitLimit", "2");
        Assert.Equal(404, (await SendAsync("GET", Fetch, user)).Status);
        await ChangeAsync("RateLimits:Requests:PermitLimit", "none");
        Assert.Equal("Degraded", (string?)JsonNode.Parse((await _gateway!.SendAsync("GET", "/health/ready")).Text)!["status"]);
    }

    [Fact]
    public async Task Where_nothing_is_configured_nothing_is_limited()
    {
        await StartAsync();
        for (var i = 0; i < 200; i++)
            Assert.Equal(404, (await SendAsync("GET", Retry, Token(true))).Status);
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => "RateLimits:" + setting.Key, string? (setting) => setting.Value);
        all["Jwt:Secrets:0"] = Secret;
        _gateway = await TestGateway.StartAsync(all, _clock);
    }

    private Task ChangeAsync(string key, string value)
    {
        _gateway!.Configuration[key] = value;
        return _gateway.ChangeAsync(((IConfigurationRoot)_gateway.Configuration).Reload);
    }

    private Task<RawResponse> SendAsync(string method, string target, string token) =>
        _gateway!.SendAsync(method, target, method == "POST" ? [("Authorization", "Bearer " + token), ("Content-Length", "0")] : [("Authorization", "Bearer " + token)]);

    private string Token(bool isAdmin, params (string Name, string Value)[] claims) => new TokenMinter(new JwtOptions { Secrets = [Secret] }, _clock)
        .Mint(new TokenRequest { IsAdmin = isAdmin, Claims = [.. claims.Select(claim => KeyValuePair.Create(claim.Name, (JsonNode?)JsonValue.Create(claim.Value)))] });
}

using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>A verified signature is remembered; everything else about a token is looked at again.</summary>
public sealed class RememberedTokenTests
{
    private const string Secret = "a-secret-of-more-than-thirty-two-bytes", Other = "another-secret-of-more-than-32-bytes!!";
    private const string Target = "/api/v2/jobs/65e1f3a07c1b2d00ffffffff";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task It_expires_all_the_same()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Jwt:Secrets:0"] = Secret }, _clock);
        var token = Mint(Secret, new TokenRequest { Lifetime = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 3; i++)
            Assert.Equal(404, await AskAsync(gateway, token));
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(404, await AskAsync(gateway, token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, await AskAsync(gateway, token));
    }

    [Fact]
    public async Task It_is_forgotten_when_its_secret_is_taken_away()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Jwt:Secrets:0"] = Secret, ["Jwt:Secrets:1"] = Other }, _clock);
        var token = Mint(Other, new TokenRequest());
        Assert.Equal(404, await AskAsync(gateway, token));
        gateway.Configuration["Jwt:Secrets:1"] = null;
        await gateway.ChangeAsync(((IConfigurationRoot)gateway.Configuration).Reload);
        Assert.Equal(401, await AskAsync(gateway, token));
    }

    [Fact]
    public async Task A_remembered_users_token_is_no_admins()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Jwt:Secrets:0"] = Secret }, _clock);
        var token = Mint(Secret, new TokenRequest());
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(404, await AskAsync(gateway, token));
            Assert.Equal(403, (await gateway.SendAsync("GET", "/api/v2/jobs/retry?name=x", ("Authorization", "Bearer " + token))).Status);
        }
    }

    private static async Task<int> AskAsync(TestGateway gateway, string token) => (await gateway.SendAsync("GET", Target, ("Authorization", "Bearer " + token))).Status;

    private string Mint(string secret, TokenRequest request) => new TokenMinter(new JwtOptions { Secrets = [secret] }, _clock).Mint(request);
}

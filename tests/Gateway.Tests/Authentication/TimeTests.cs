using System.Globalization;

namespace JobsGateway.Gateway.Tests.Authentication;

public class TimeTests
{
    private static readonly long Now = AuthServer.Now.ToUnixTimeSeconds();

    // jsonwebtoken: valid while the whole second is before exp, active from the second of nbf on.
    [Theory]
    [InlineData("exp", 0, 0, 401)]
    [InlineData("exp", 1, 0, 200)]
    [InlineData("exp", -30, 30, 401)]
    [InlineData("exp", -29, 30, 200)]
    [InlineData("nbf", 0, 0, 200)]
    [InlineData("nbf", 1, 0, 401)]
    [InlineData("nbf", 30, 30, 200)]
    [InlineData("nbf", 31, 30, 401)]
    public async Task Times_are_compared_to_the_second_with_the_configured_skew(string claim, int offset, int skew, int status)
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?>(AuthServer.LegacySecret)
        {
            ["Jwt:ClockSkew"] = TimeSpan.FromSeconds(skew).ToString("c", CultureInfo.InvariantCulture),
        });

        Assert.Equal(status, (await server.GetAsync(TestTokens.Sign($$"""{"{{claim}}":{{Now + offset}}}"""))).Status);
    }

    [Fact]
    public async Task A_token_expires_as_time_goes_by()
    {
        await using var server = await AuthServer.StartAsync(AuthServer.LegacySecret);
        var token = TestTokens.Sign($$"""{"exp":{{Now + 60}}}""");

        Assert.Equal(200, (await server.GetAsync(token)).Status);
        server.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(200, (await server.GetAsync(token)).Status);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var answer = await server.GetAsync(token);
        Assert.Equal(401, answer.Status);
        Assert.Contains("\"inner\":{\"name\":\"TokenExpiredError\",\"message\":\"jwt expired\",\"expiredAt\":\"2025-06-15T15:07:40.000Z\"}", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expiration_can_be_required()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?>(AuthServer.LegacySecret) { ["Jwt:RequireExpiration"] = "true" });

        Assert.Equal(TestTokens.Rejected("exp required"), (await server.GetAsync(TestTokens.Sign("{}"))).Body);
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("""{"exp":1e300}"""))).Status);
    }
}

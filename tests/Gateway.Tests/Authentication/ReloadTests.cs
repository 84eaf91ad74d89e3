namespace JobsGateway.Gateway.Tests.Authentication;

public class ReloadTests
{
    private const string Old = "the old secret, which is long enough to use";
    private const string New = "the new secret, which is long enough to use";

    [Fact]
    public async Task A_valid_change_takes_effect_without_a_restart()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = Old });

        server.Reload(("Jwt:Secrets:0", New), ("Jwt:Secrets:1", Old));
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", Old))).Status);
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", New))).Status);

        server.Reload(("Jwt:Secrets:1", null));
        Assert.Equal(401, (await server.GetAsync(TestTokens.Sign("{}", Old))).Status);
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", New))).Status);
    }

    [Fact]
    public async Task An_invalid_change_is_refused_with_every_reason_and_the_old_rules_stay()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = Old });

        Assert.Equal(["Jwt:ClockSkew", "Jwt:Secrets:0"], server.Reload(("Jwt:Secrets:0", "too short"), ("Jwt:ClockSkew", "02:00:00")));

        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", Old))).Status);
        Assert.Equal(401, (await server.GetAsync(TestTokens.Sign("{}", "too short"))).Status);

        Assert.Empty(server.Reload(("Jwt:Secrets:0", New), ("Jwt:ClockSkew", null)));
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", New))).Status);
    }

    [Fact]
    public async Task A_change_elsewhere_changes_nothing()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = Old });

        server.Reload(("Stores:local:Type", "Sqlite"));

        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains("section Jwt has changed", StringComparison.Ordinal));
    }
}

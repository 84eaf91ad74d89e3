using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace JobsGateway.Gateway.Tests.Authentication;

public class StartTests
{
    private const string Long = "a secret that is long enough to be used";

    [Theory]
    [InlineData("Jwt:Secrets", "Jwt__Secrets__0")]
    [InlineData("Jwt:Secrets:0", "has 6 bytes, fewer than 32", "Jwt:Secrets:0", "secret")]
    [InlineData("Jwt:Secrets:0", "AllowShortSecrets", "Jwt:Secrets:0", "0123456789012345678901234567890")]
    [InlineData("Jwt:Secrets:0", "well-known development secret", "Jwt:Secrets:0", DevelopmentSecret.Value)]
    [InlineData("Jwt:Secrets:1", "well-known development secret", "Jwt:Secrets:0", Long, "Jwt:Secret", DevelopmentSecret.Value)]
    [InlineData("Jwt:Secrets:0", "public key", "Jwt:Secrets:0", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    [InlineData("Jwt:Secrets:0", "is empty", "Jwt:Secrets:0", "")]
    [InlineData("Jwt:Secrts", "is not a setting", "Jwt:Secrts:0", Long)]
    [InlineData("Jwt:Authority", "no absolute http(s) address", "Jwt:Authority", "login.example.com")]
    [InlineData("Jwt:Authority", "is not HTTPS", "Jwt:Authority", "http://login.example.com")]
    [InlineData("Jwt:MetadataAddress", "is not HTTPS", "Jwt:Authority", "https://login.example.com", "Jwt:MetadataAddress", "http://x/y")]
    [InlineData("Jwt:ClockSkew", "no duration", "Jwt:Secret", Long, "Jwt:ClockSkew", "30")]
    [InlineData("Jwt:ClockSkew", "is not between", "Jwt:Secret", Long, "Jwt:ClockSkew", "-00:00:01")]
    [InlineData("Jwt:Strict", "neither true nor false", "Jwt:Secret", Long, "Jwt:Strict", "yes")]
    [InlineData("Jwt:AllowShortSecrets", "contradicts Jwt:Strict", "Jwt:Secret", Long, "Jwt:Strict", "true", "Jwt:AllowShortSecrets", "true")]
    public async Task A_wrong_section_is_refused_with_key_and_cure(string path, string message, params string[] settings)
    {
        var section = settings.Chunk(2).ToDictionary(pair => pair[0], pair => (string?)pair[1]);

        var error = Assert.Single(Validate(section, "Production"));
        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => AuthServer.StartAsync(section));
        Assert.Equal([error], refusal.Errors);
    }

    [Fact]
    public void Every_error_is_listed()
    {
        var errors = Validate(
            new() { ["Jwt:Strict"] = "x", ["Jwt:RequireExpiration"] = "y", ["Jwt:ClockSkew"] = "z", ["Jwt:Audiences"] = "a" }, "Production");

        Assert.Equal(["Jwt:Audiences", "Jwt:ClockSkew", "Jwt:RequireExpiration", "Jwt:Strict"], errors.Select(error => error.Path).Order());
    }

    [Fact]
    public async Task Development_starts_without_any_setting()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?>(), Environments.Development);

        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", DevelopmentSecret.Value))).Status);
        Assert.Contains(server.Log.Lines, line => line.Text.Contains("well-known development secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_configured_secret_replaces_the_development_secret()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secret"] = Long }, Environments.Development);

        Assert.Equal(401, (await server.GetAsync(TestTokens.Sign("{}", DevelopmentSecret.Value))).Status);
    }

    [Fact]
    public async Task An_allowed_short_secret_is_warned_of_but_not_shown()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secret"] = "hunter2", ["Jwt:AllowShortSecrets"] = "true" });

        Assert.Contains(server.Log.Lines, line => line.Text.StartsWith("Jwt:Secrets:0 is shorter than 32 bytes", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains("hunter2", StringComparison.Ordinal));
    }

    private static IReadOnlyList<ConfigurationError> Validate(Dictionary<string, string?> section, string environment) =>
        JwtConfiguration.Validate(new ConfigurationBuilder().AddInMemoryCollection(section).Build(), new TestEnvironment { EnvironmentName = environment });

    private sealed class TestEnvironment : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

using System.Text;

namespace JobsGateway.Gateway.Tests.Authentication;

public class SecretTests
{
    private const string First = "the first secret, which is long enough";
    private const string Second = "the second secret, which is long enough";

    [Fact]
    public async Task Any_of_several_secrets_verifies()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = First, ["Jwt:Secrets:1"] = Second });

        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", First))).Status);
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", Second))).Status);
        Assert.Equal(401, (await server.GetAsync(TestTokens.Sign("{}", First + Second))).Status);
    }

    [Theory]
    [InlineData("Jwt:Secret")]
    [InlineData("Jwt:Secrets")]
    [InlineData("jwt:secrets:7")]
    public async Task A_single_secret_may_be_written_in_several_ways(string key)
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { [key] = First });

        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", First))).Status);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("forty bytes are fewer than a SHA-512 hash")]
    [InlineData("geheim: ünïcödé, 秘密, секрет, 🔑")]
    [InlineData("a secret that is longer than the block of every hash: 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_secret_of_any_length_verifies_every_HMAC_algorithm(string secret)
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = secret, ["Jwt:AllowShortSecrets"] = "true" });
        foreach (var bits in (string[])["256", "384", "512"])
        {
            var token = TestTokens.Sign(Encoding.UTF8.GetBytes(secret), "{}", $$"""{"alg":"HS{{bits}}"}""", $"SHA{bits}");

            Assert.Equal(200, (await server.GetAsync(token)).Status);
        }
    }

    [Fact]
    public async Task Parallel_requests_do_not_disturb_each_other()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = First, ["Jwt:Secrets:1"] = Second });
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            var answer = await server.GetAsync(TestTokens.Sign($$"""{"appName":"{{i}}"}""", i % 3 == 0 ? First : i % 3 == 1 ? Second : "wrong"));
            return i % 3 == 2 ? answer.Status == 401 : answer.Body == $"{i}";
        }));

        Assert.All(answers, Assert.True);
    }
}

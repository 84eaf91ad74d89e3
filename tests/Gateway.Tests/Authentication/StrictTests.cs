using System.Text;

namespace JobsGateway.Gateway.Tests.Authentication;

public sealed class StrictTests : IAsyncLifetime
{
    private const string Secret = "a secret of forty bytes, give or take one";
    private const string Good = """{"iat":1749999999,"nbf":1749999999,"exp":1750000600,"isAdmin":true}""";

    private AuthServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = Secret, ["Jwt:Strict"] = "true" });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"HS256","typ":"application/at+JWT"}""")]
    public async Task A_sound_token_passes(string header) =>
        Assert.Equal(200, (await _server.PostAsync(TestTokens.Sign(Good, Secret, header))).Status);

    [Theory]
    [InlineData("""{}""", "exp required")]
    [InlineData("""{"exp":1750000600,"iat":1750000001}""", "invalid iat value")]
    [InlineData("""{"exp":1750000600,"iat":"1749999999"}""", "invalid iat value")]
    [InlineData("""{"exp":1750000600,"nbf":1749999999,"exp":1750000601}""", "duplicate member")]
    [InlineData("""{"exp":1750000600,"isAdmin":false,"is\u0041dmin":true}""", "duplicate member")]
    [InlineData("""{"exp":1750000000}""", "jwt expired")]
    public async Task A_doubtful_payload_is_refused(string payload, string message)
    {
        var answer = await _server.PostAsync(TestTokens.Sign(payload, Secret));

        Assert.Equal(401, answer.Status);
        Assert.StartsWith($$$"""{"errors":{"message":"{{{message}}}",""", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"alg":"HS256","typ":"secevent+jwt"}""", "invalid typ")]
    [InlineData("""{"alg":"HS256","typ":1}""", "invalid typ")]
    [InlineData("""{"alg":"none","alg":"HS256"}""", "duplicate member")]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""", "invalid token")]
    public async Task A_doubtful_header_is_refused(string header, string message) =>
        Assert.Equal(TestTokens.Rejected(message), (await _server.PostAsync(TestTokens.Sign(Good, Secret, header))).Body);

    [Theory]
    [InlineData("256", 200)]
    [InlineData("384", 401)]
    [InlineData("512", 401)]
    public async Task A_secret_signs_hashes_up_to_its_own_size(string bits, int status)
    {
        var secret = Secret[..40];
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Secrets:0"] = secret, ["Jwt:Strict"] = "true" });
        var answer = await server.PostAsync(TestTokens.Sign(Encoding.UTF8.GetBytes(secret), Good, $$"""{"alg":"HS{{bits}}"}""", $"SHA{bits}"));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Two_headers_are_refused()
    {
        var good = $" Bearer {TestTokens.Sign(Good, Secret)}";

        Assert.Equal(200, (await _server.SendAsync("POST", good)).Status);
        Assert.Equal(401, (await _server.SendAsync("POST", good, good)).Status);
    }

    [Fact]
    public async Task A_token_that_ends_before_it_begins_is_refused()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?>
        {
            ["Jwt:Secrets:0"] = Secret,
            ["Jwt:Strict"] = "true",
            ["Jwt:ClockSkew"] = "00:01:00",
        });
        var answer = await server.GetAsync(TestTokens.Sign("""{"nbf":1750000010,"exp":1750000005}""", Secret));

        Assert.Equal(TestTokens.Rejected("nbf must be before exp"), answer.Body);
    }
}

using System.Text;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>What RFC 8725 warns of.</summary>
public sealed class AttackTests : IAsyncLifetime
{
    private const string Admin = """{"isAdmin":true}""";

    private AuthServer _server = null!;

    public async Task InitializeAsync() => _server = await AuthServer.StartAsync(AuthServer.LegacySecret);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("none", "invalid algorithm")]
    [InlineData("None", "invalid algorithm")]
    [InlineData("NONE", "invalid algorithm")]
    [InlineData("nOnE", "invalid algorithm")]
    [InlineData("", "invalid algorithm")]
    [InlineData("HS1", "invalid algorithm")]
    [InlineData("RS256", "invalid algorithm")]
    [InlineData("ES256", "invalid algorithm")]
    public async Task No_algorithm_but_HMAC_passes_without_an_issuer(string algorithm, string message)
    {
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT"}""";

        var signed = await _server.PostAsync(TestTokens.Sign(Admin, header: header));
        var unsigned = await _server.PostAsync(TestTokens.Input(header, Admin) + ".");

        Assert.Equal((401, TestTokens.Rejected(message)), (signed.Status, signed.Body));
        Assert.Equal((401, TestTokens.Rejected("jwt signature is required")), (unsigned.Status, unsigned.Body));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("/dev/null")]
    [InlineData("x' UNION SELECT 'secret'; --")]
    [InlineData("https://attacker.example/key")]
    public async Task A_key_id_means_nothing_to_HMAC(string keyId)
    {
        var header = $$"""{"jwk":{"kty":"oct","k":""},"alg":"HS256","typ":"JWT","kid":"{{keyId}}","jku":"{{keyId}}","x5u":"{{keyId}}"}""";

        Assert.Equal(200, (await _server.PostAsync(TestTokens.Sign(Admin, header: header))).Status);
        Assert.Equal(401, (await _server.PostAsync(TestTokens.Sign(Admin, secret: "", header: header))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Secret")]
    [InlineData("secret ")]
    [InlineData("secre")]
    [InlineData("secret\0x")]
    public async Task Another_secret_is_another_signature(string secret)
    {
        var answer = await _server.PostAsync(TestTokens.Sign(Admin, secret));

        Assert.Equal((401, TestTokens.Rejected("invalid signature")), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Every_changed_character_of_a_token_is_noticed()
    {
        var token = TestTokens.Sign(Admin);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = new StringBuilder(token) { [i] = token[i] == 'A' ? 'B' : 'A' };
            Assert.Equal(401, (await _server.PostAsync(changed.ToString())).Status);
        }
    }

    [Fact]
    public async Task An_encrypted_token_is_malformed()
    {
        var answer = await _server.GetAsync("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA");

        Assert.Equal((401, TestTokens.Rejected("jwt malformed")), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_huge_token_is_refused_by_the_server()
    {
        var answer = await _server.GetAsync(TestTokens.Sign($$"""{"x":"{{new string('x', 180_000)}}"}"""));

        Assert.Equal(431, answer.Status);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task A_deep_payload_is_no_danger(string opening)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 2_000));

        Assert.Equal(401, (await _server.GetAsync(TestTokens.Sign(deep))).Status);
        Assert.Equal(200, (await _server.GetAsync(TestTokens.Sign("{\"x\":" + new string('[', 2_000) + new string(']', 2_000) + "}"))).Status);
    }

    [Fact]
    public async Task The_first_of_several_headers_counts()
    {
        var good = $" Bearer {TestTokens.Sign(Admin)}";

        Assert.Equal(200, (await _server.SendAsync("POST", good, " Bearer bad")).Status);
        Assert.Equal(TestTokens.Rejected("jwt malformed"), (await _server.SendAsync("POST", " Bearer bad", good)).Body);
        Assert.Equal(TestTokens.Rejected("No authorization token was found", "credentials_required", ""), (await _server.SendAsync("POST", "", good)).Body);
    }

    [Fact]
    public async Task Neither_tokens_nor_secrets_are_logged()
    {
        var forged = TestTokens.Sign("""{"email":"someone@example.com"}""", "wrong");
        var spoilt = TestTokens.Sign("someone@example.com");
        await _server.GetAsync(forged);
        await _server.GetAsync(spoilt);
        await _server.GetAsync(TestTokens.Sign("""{"email":"someone@example.com"}"""));

        var log = string.Join('\n', _server.Log.Lines.Where(line => line.Level > Microsoft.Extensions.Logging.LogLevel.Trace).Select(line => line.Text));

        Assert.Contains("invalid signature", log, StringComparison.Ordinal);
        foreach (var part in forged.Split('.').Concat(spoilt.Split('.')).Append("someone"))
            Assert.DoesNotContain(part, log, StringComparison.Ordinal);
    }
}

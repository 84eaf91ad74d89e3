using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>Tokens of an issuer with published keys, beside those of a shared secret.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private const string Secret = "the shared secret, which is long enough";
    private const string RsaHeader = """{"alg":"RS256","typ":"JWT","kid":"rsa"}""";

    private IssuerServer _issuer = null!;
    private AuthServer _server = null!;

    public async Task InitializeAsync()
    {
        _issuer = await IssuerServer.StartAsync();
        _server = await AuthServer.StartAsync(Settings());
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"alg":"RS256","typ":"JWT","kid":"rsa"}""", 200)]
    [InlineData("""{"alg":"RS256"}""", 200)]
    [InlineData("""{"alg":"RS256","kid":"ec"}""", 401)]
    [InlineData("""{"alg":"RS256","kid":"unknown"}""", 401)]
    [InlineData("""{"alg":"RS512","kid":"rsa"}""", 401)]
    [InlineData("""{"alg":"PS256","kid":"rsa"}""", 401)]
    [InlineData("""{"alg":"ES256","kid":"rsa"}""", 401)]
    [InlineData("""{"alg":"rs256","kid":"rsa"}""", 401)]
    public async Task The_key_of_the_issuer_verifies_its_own_algorithm(string header, int status) =>
        Assert.Equal(status, (await _server.PostAsync(TestTokens.Sign(_issuer.Rsa, _issuer.Payload(",\"isAdmin\":true"), header))).Status);

    [Fact]
    public async Task Elliptic_curves_work_too()
    {
        var input = TestTokens.Input("""{"alg":"ES256","kid":"ec"}""", _issuer.Payload());
        var signature = Base64Url.EncodeToString(_issuer.Ecdsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256));

        Assert.Equal(200, (await _server.GetAsync($"{input}.{signature}")).Status);
        foreach (var other in (string[])["A", "AA", "AB", "AAAAA", signature[..^4], signature[..^3], signature + "AAAA"])
            Assert.Equal(TestTokens.Rejected("invalid signature"), (await _server.GetAsync($"{input}.{other}")).Body);
    }

    [Fact]
    public async Task Tokens_of_the_shared_secret_still_pass() =>
        Assert.Equal(200, (await _server.GetAsync(TestTokens.Sign("{}", Secret))).Status);

    [Fact]
    public async Task A_public_key_is_no_secret()
    {
        foreach (var key in (byte[][])
        [
            Encoding.ASCII.GetBytes(_issuer.Rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(_issuer.Rsa.ExportSubjectPublicKeyInfoPem() + "\n"),
            Encoding.ASCII.GetBytes(_issuer.Rsa.ExportRSAPublicKeyPem()), _issuer.Rsa.ExportSubjectPublicKeyInfo(), _issuer.Rsa.ExportRSAPublicKey(),
            _issuer.Rsa.ExportParameters(false).Modulus!, new byte[32],
        ])
        {
            foreach (var keyId in (string[])["rsa", "oct"])
            {
                var token = TestTokens.Sign(key, _issuer.Payload(",\"isAdmin\":true"), $$"""{"alg":"HS256","typ":"JWT","kid":"{{keyId}}"}""");
                Assert.Equal(TestTokens.Rejected("invalid signature"), (await _server.PostAsync(token)).Body);
            }
        }
    }

    [Fact]
    public async Task A_secret_is_no_issuer()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?> { ["Jwt:Authority"] = _issuer.Address, ["Jwt:RequireHttpsMetadata"] = "false" });

        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign(_issuer.Rsa, _issuer.Payload(), RsaHeader))).Status);
        Assert.Equal(TestTokens.Rejected("invalid algorithm"), (await server.GetAsync(TestTokens.Sign(_issuer.Payload(), ""))).Body);
    }

    [Fact]
    public async Task Another_issuers_name_is_refused()
    {
        var answer = await _server.GetAsync(TestTokens.Sign(_issuer.Rsa, """{"iss":"https://attacker.example"}""", RsaHeader));

        Assert.Equal(TestTokens.Rejected($"jwt issuer invalid. expected: {_issuer.Address}"), answer.Body);
    }

    [Fact]
    public async Task A_tampered_or_expired_token_is_refused()
    {
        var parts = TestTokens.Sign(_issuer.Rsa, _issuer.Payload(), RsaHeader).Split('.');
        var tampered = $"{parts[0]}.{TestTokens.Encode(_issuer.Payload(",\"isAdmin\":true"))}.{parts[2]}";

        Assert.Equal(TestTokens.Rejected("invalid signature"), (await _server.PostAsync(tampered)).Body);
        Assert.Contains("jwt expired", (await _server.GetAsync(TestTokens.Sign(_issuer.Rsa, _issuer.Payload(",\"exp\":1"), RsaHeader))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"jobs\"", 200)]
    [InlineData("[\"other\",\"jobs\"]", 200)]
    [InlineData("\"job\"", 401)]
    [InlineData("[\"other\",[\"jobs\"]]", 401)]
    [InlineData("{\"jobs\":\"jobs\"}", 401)]
    [InlineData("null", 401)]
    public async Task The_audience_is_checked_where_configured(string audience, int status)
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?>(Settings()) { ["Jwt:Audience"] = "jobs" });

        var answer = await server.GetAsync(TestTokens.Sign(_issuer.Rsa, _issuer.Payload($",\"aud\":{audience}"), RsaHeader));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 401 ? TestTokens.Rejected("jwt audience invalid. expected: jobs") : "", answer.Body);
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found()
    {
        Assert.Equal(200, (await _server.GetAsync(TestTokens.Sign(_issuer.Rsa, _issuer.Payload(), RsaHeader))).Status);
        _issuer.KeyId = "next";
        var token = TestTokens.Sign(_issuer.Rsa, _issuer.Payload(), RsaHeader.Replace("rsa", "next", StringComparison.Ordinal));

        // The refresh runs in the background.
        var status = 0;
        for (var attempt = 0; attempt < 100 && status != 200; attempt++)
        {
            status = (await _server.GetAsync(token)).Status;
            await Task.Delay(50);
        }

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task An_unreachable_issuer_is_503_and_the_shared_secret_still_works()
    {
        await using var server = await AuthServer.StartAsync(new Dictionary<string, string?>(Settings()) { ["Jwt:Authority"] = "http://127.0.0.1:9" });

        Assert.Equal(503, (await server.GetAsync(TestTokens.Sign(_issuer.Rsa, _issuer.Payload(), RsaHeader))).Status);
        Assert.Equal(200, (await server.GetAsync(TestTokens.Sign("{}", Secret))).Status);
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Jwt:Secrets:0"] = Secret,
        ["Jwt:Authority"] = _issuer.Address,
        ["Jwt:RequireHttpsMetadata"] = "false",
    };
}

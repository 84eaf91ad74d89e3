using System.Text.Json.Nodes;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Authentication;

public class TokenMinterTests
{
    private static readonly TokenMinter Minter = new(new JwtOptions { Secrets = ["secret", "old"] }, new FakeTimeProvider(AuthServer.Now));

    [Fact]
    public void Mints_what_jsonwebtoken_mints()
    {
        var token = Minter.Mint(new TokenRequest
        {
            Claims = [new("phoneNumber", "+972546123321"), new("appName", "fusecash <é>"), new("n", 1.5), new("nothing", null)],
            IsAdmin = true,
            Lifetime = TimeSpan.FromHours(1),
        });

        Assert.Equal(
            TestTokens.Sign("""{"phoneNumber":"+972546123321","appName":"fusecash <é>","n":1.5,"nothing":null,"isAdmin":true,"iat":1750000000,"exp":1750003600}"""),
            token);
    }

    [Theory]
    [InlineData("HS256", true, 200)]
    [InlineData("HS384", true, 200)]
    [InlineData("HS512", true, 200)]
    [InlineData("HS512", false, 403)]
    public async Task The_gateway_accepts_its_own_tokens(string algorithm, bool isAdmin, int status)
    {
        await using var server = await AuthServer.StartAsync(AuthServer.LegacySecret);

        Assert.Equal(status, (await server.PostAsync(Minter.Mint(new TokenRequest { Algorithm = algorithm, IsAdmin = isAdmin }))).Status);
    }

    [Fact]
    public void Refuses_what_makes_no_token()
    {
        Assert.Throws<ArgumentException>(() => Minter.Mint(new TokenRequest { Algorithm = "none" }));
        Assert.Throws<ArgumentException>(() => Minter.Mint(new TokenRequest { Algorithm = "RS256" }));
        Assert.Throws<ArgumentException>(() => Minter.Mint(new TokenRequest { Lifetime = TimeSpan.Zero }));
        Assert.Throws<ArgumentException>(() => Minter.Mint(new TokenRequest { Claims = [new("isAdmin", JsonValue.Create(true))] }));
        Assert.Throws<InvalidOperationException>(() => new TokenMinter(new JwtOptions(), TimeProvider.System).Mint(new TokenRequest()));
    }
}

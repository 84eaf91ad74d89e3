using System.Security.Claims;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Tokens;

namespace JobsGateway.Gateway.Tests.Authentication;

public class StudioIdentityTests
{
    [Fact]
    public void Claims_are_read_as_JavaScript_reads_them()
    {
        var user = User("""{"appName":"a","n":1.50,"yes":true,"none":null,"list":["x", 1],"o":{"isAdmin":true},"\u0065mail":"\u00e9\n","appName":"b","APPNAME":"c"}""");

        Assert.Equal("b", user.FindFirst("appName")?.Value);
        Assert.Equal("c", user.FindFirst("APPNAME")?.Value);
        Assert.Equal("1.50", user.FindFirst("n")?.Value);
        Assert.Equal("true", user.FindFirst("yes")?.Value);
        Assert.Null(user.FindFirst("none"));
        Assert.Equal("[\"x\", 1]", user.FindFirst("list")?.Value);
        Assert.Equal("é\n", user.FindFirst("email")?.Value);
        Assert.True(user.HasClaim("appName", "b"));
        Assert.False(user.HasClaim("appname", "b"));
        Assert.Single(user.FindAll("appName"));
        Assert.Equal(7, user.Claims.Count());
    }

    [Theory]
    [InlineData("""{"IsAdmin":true,"role":"Admin","http://schemas.microsoft.com/ws/2008/06/identity/claims/role":"Admin"}""")]
    [InlineData("""{"data":{"isAdmin":true}}""")]
    [InlineData("""{"isAdmin":{"isAdmin":true}}""")]
    public void No_claim_but_isAdmin_makes_an_admin(string payload) =>
        Assert.False(((StudioIdentity)User(payload).Identity!).IsAdmin);

    [Fact]
    public void A_clone_is_the_same_bearer()
    {
        var clone = Assert.IsType<StudioIdentity>(User("""{"isAdmin":1,"id":"x"}""").Identities.Single().Clone());

        Assert.True(clone.IsAdmin);
        Assert.True(clone.IsAuthenticated);
        Assert.Equal("x", clone.FindFirst("id")?.Value);
    }

    private static ClaimsPrincipal User(string payload)
    {
        Assert.Null(CompactToken.TryParse(TestTokens.Sign(payload), out var token));
        return new ClaimsPrincipal(new StudioIdentity(token, TokenPayload.Read(token.Payload, null).IsAdmin));
    }
}

using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>What the store's options change on the way.</summary>
public sealed class ForwardingOptionsTests
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";
    private static readonly (string Name, string Value)[] Sent =
        [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "shop.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/p"), ("X-Forwarded-Port", "443"), ("Forwarded", "for=203.0.113.9")];

    [Theory]
    [InlineData("Set", "127.0.0.1", "gateway.example", "http", "")]
    [InlineData("Append", "203.0.113.9, 127.0.0.1", "shop.example, gateway.example", "https, http", "/p")]
    [InlineData("Remove", "", "", "", "")]
    [InlineData("Off", "203.0.113.9", "shop.example", "https", "/p")]
    public async Task Forwarded_headers_are_as_the_option_says(string option, string address, string host, string scheme, string prefix)
    {
        await using var link = await Link.StartAsync($"studio:ForwardedHeaders={option}");
        foreach (var target in new[] { "/other", Job })
        {
            var before = link.Server.Received.Count;
            await RawHttp.SendAsync(link.Address, "GET", target, [("Host", "gateway.example"), Token.User, .. Sent], []);
            var received = link.Server.Received[before];
            string Value(string name) => string.Join(", ", received.HeaderValues(name));
            Assert.Equal((address, host, scheme, prefix), (Value("X-Forwarded-For"), Value("X-Forwarded-Host"), Value("X-Forwarded-Proto"), Value("X-Forwarded-Prefix")));
            Assert.Equal("443", Value("X-Forwarded-Port"));
            Assert.Equal(option is "Append" or "Off" ? "for=203.0.113.9" : "", Value("Forwarded"));
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task The_token_of_an_operation_passes_or_not_and_on_other_paths_it_always_does(string option, bool passes)
    {
        await using var link = await Link.StartAsync($"studio:PassToken={option}");
        foreach (var (method, target) in new[] { ("GET", Job), ("GET", "/api/v2/jobs/correlationId/x"), ("GET", "/api/v2/jobs/external?externalId=x"), ("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0012a40007"), ("GET", "/api/v2/jobs/retry/65e1f3a07c1b2d0012a40007") })
            Assert.Equal(passes ? Token.Admin.Value : null, (await link.SendAsync(method, target, Token.Admin)).Received.Header("Authorization"));
        Assert.Equal("Basic abc", (await link.SendAsync("GET", "/other", ("Authorization", "Basic abc"))).Received.Header("Authorization"));
        Assert.Equal(Token.Admin.Value, (await link.SendAsync("PUT", Job, Token.Admin)).Received.Header("Authorization"));
    }

    [Fact]
    public async Task The_host_is_the_destinations_own_by_default()
    {
        await using var link = await Link.StartAsync();
        await RawHttp.SendAsync(link.Address, "GET", "/other", [("Host", "gateway.example")], []);
        Assert.Equal(link.Server.Address.Authority, Assert.Single(link.Server.Received).Header("Host"));
    }

    [Fact]
    public async Task The_host_can_be_the_clients()
    {
        await using var link = await Link.StartAsync("studio:PassHost=true");
        await RawHttp.SendAsync(link.Address, "GET", "/other", [("Host", "gateway.example:8080")], []);
        Assert.Equal("gateway.example:8080", Assert.Single(link.Server.Received).Header("Host"));
    }

    [Fact]
    public async Task The_host_can_be_set_for_a_destination()
    {
        await using var link = await Link.StartAsync("studio:Destinations:d0:Host=studio.example");
        foreach (var target in new[] { "/other", Job })
            Assert.Equal("studio.example", (await link.SendAsync("GET", target, Token.User)).Received.Header("Host"));
    }
}

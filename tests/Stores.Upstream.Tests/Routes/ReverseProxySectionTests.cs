using System.Net;
using System.Net.Http.Headers;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Routes;

/// <summary>YARP's own section beside the gateway's routes.</summary>
public sealed class ReverseProxySectionTests
{
    [Fact]
    public async Task Its_routes_come_after_the_jobs_api_and_before_what_passes_through()
    {
        await using var studio = ScriptedUpstream.Start();
        studio.Always(Reply.Ok("\"studio\""));
        await using var other = ScriptedUpstream.Start();
        other.Always(Reply.Ok("\"other\""));
        await using var gateway = await TestGateway.StartAsync([studio.Address], new()
        {
            ["ReverseProxy:Routes:extra:ClusterId"] = "other",
            ["ReverseProxy:Routes:extra:Match:Path"] = "/extra/{**rest}",
            ["ReverseProxy:Routes:guarded:ClusterId"] = "other",
            ["ReverseProxy:Routes:guarded:Match:Path"] = "/guarded",
            ["ReverseProxy:Routes:guarded:AuthorizationPolicy"] = Policies.Admin,
            ["ReverseProxy:Routes:jobs:ClusterId"] = "other",
            ["ReverseProxy:Routes:jobs:Match:Path"] = "/api/v2/jobs/{id}",
            ["ReverseProxy:Clusters:other:Destinations:a:Address"] = other.Address.AbsoluteUri,
        });
        using var client = new HttpClient { BaseAddress = gateway.Address };

        Assert.Equal("\"other\"", await client.GetStringAsync(new Uri("/extra/x", UriKind.Relative)));
        Assert.Equal("\"studio\"", await client.GetStringAsync(new Uri("/elsewhere", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/guarded", UriKind.Relative))).StatusCode);
        client.DefaultRequestHeaders.Authorization = Token(isAdmin: false);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri("/guarded", UriKind.Relative))).StatusCode);
        Assert.Equal("\"studio\"", await client.GetStringAsync(new Uri("/api/v2/jobs/65e1f3a07c1b2d0012a40007", UriKind.Relative)));
        client.DefaultRequestHeaders.Authorization = Token(isAdmin: true);
        Assert.Equal("\"other\"", await client.GetStringAsync(new Uri("/guarded", UriKind.Relative)));
    }

    [Fact]
    public async Task The_gateways_own_health_is_not_passed_through()
    {
        await using var studio = ScriptedUpstream.Start();
        await using var gateway = await TestGateway.StartAsync([studio.Address]);
        using var client = new HttpClient { BaseAddress = gateway.Address };

        Assert.Contains("\"Healthy\"", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("\"Healthy\"", await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(0, studio.Requests.Count);
        await client.GetStringAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(1, studio.Requests.Count);
    }

    private static AuthenticationHeaderValue Token(bool isAdmin) => new("Bearer",
        new TokenMinter(new JwtOptions { Secrets = ["secret"], AllowShortSecrets = true }, TimeProvider.System).Mint(new TokenRequest { IsAdmin = isAdmin }));
}

using JobsGateway.Gateway.Operations.Checks;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Gateway.Tests.Operations.Checks;

/// <summary>YARP's own section.</summary>
public sealed class ReverseProxyTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["ReverseProxy:Routes:rest:ClusterId"] = "studio",
        ["ReverseProxy:Routes:rest:Match:Path"] = "/{**rest}",
        ["ReverseProxy:Clusters:studio:Destinations:a:Address"] = "https://studio.example.com/",
    };

    [Fact]
    public void An_absent_section_is_no_error() => Assert.Empty(Validate([]));

    [Theory]
    [InlineData("ReverseProxy:Routes:rest:AuthorizationPolicy", "Admin")]
    [InlineData("ReverseProxy:Routes:rest:Order", "1")]
    [InlineData("ReverseProxy:Routes:rest:Transforms:0:PathPrefix", "/a")]
    public void A_good_section_is_no_error(string key, string value) => Assert.Empty(Validate(new(Good) { [key] = value }));

    [Theory]
    [InlineData("ReverseProxy:Routes:rest", "ReverseProxy:Routes:rest:Match:Path", "/{")]
    [InlineData("ReverseProxy:Routes:rest", "ReverseProxy:Routes:rest:Match:Path", null)]
    [InlineData("ReverseProxy:Routes:rest", "ReverseProxy:Routes:rest:AuthorizationPolicy", "Nobody")]
    [InlineData("ReverseProxy:Routes:rest", "ReverseProxy:Routes:rest:Transforms:0:PathPrefx", "/a")]
    [InlineData("ReverseProxy:Routes:rest", "ReverseProxy:Routes:rest:Order", "first")]
    [InlineData("ReverseProxy:Routes:rest:ClusterId", "ReverseProxy:Routes:rest:ClusterId", "stduio")]
    [InlineData("ReverseProxy:Clusters:studio", "ReverseProxy:Clusters:studio:LoadBalancingPolicy", "Fastest")]
    [InlineData("ReverseProxy:Clusters:studio", "ReverseProxy:Clusters:studio:HttpRequest:ActivityTimeout", "soon")]
    public void An_error_is_told_with_the_path_of_its_route_or_cluster(string path, string key, string? value) =>
        Assert.Equal(path, Assert.Single(Validate(new(Good) { [key] = value })).Path);

    [Theory]
    [InlineData("/api/v2/jobs", true)]
    [InlineData("api/V2/Jobs/{id}", true)]
    [InlineData("/api/v2/{**rest}", false)]
    [InlineData("/api/v2/jobs-archive/{id}", false)]
    public void A_route_the_gateway_always_answers_first_is_warned_of(string path, bool warned) =>
        Assert.Equal(warned, ReverseProxyCheck.Warn(Configuration(new(Good) { ["ReverseProxy:Routes:rest:Match:Path"] = path })).Any());

    private static IReadOnlyList<ConfigurationError> Validate(Dictionary<string, string?> settings) => ReverseProxyCheck.Validate(Configuration(settings));

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}

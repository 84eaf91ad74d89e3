using JobsGateway.Gateway.Operations.Checks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace JobsGateway.Gateway.Tests.Operations.Checks;

/// <summary>What is allowed, and should be known.</summary>
public sealed class WarningTests
{
    [Theory]
    [InlineData("Stores:studio:Transport:AcceptAnyCertificate", "true")]
    [InlineData("Stores:studio:Transport:IdleTimeout", "00:00:05")]
    [InlineData("Samples:Enabled", "true")]
    [InlineData("Docs:Enabled", "true")]
    public void Each_is_told_with_its_path(string path, string value) => Assert.Equal([path], Paths(new() { [path] = value }));

    [Fact]
    public void The_defaults_need_no_warning() => Assert.Empty(Paths([]));

    private static string[] Paths(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Jwt:Secret"] = "a secret that is long enough to be used",
            ["Stores:studio:Type"] = "upstream",
            ["Stores:studio:Destinations:a:Address"] = "https://studio.example.com/",
        }).AddInMemoryCollection(settings).Build();
        return [.. ConfigurationWarnings.Of(configuration, new HostingEnvironment { EnvironmentName = "Production" }).Select(warning => warning.Path)];
    }
}

using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Configuration;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The configurations of the sample deployments are ones to start from as they are.</summary>
public sealed class DeploymentSamplesTests : IDisposable
{
    private readonly Cli _cli = new();

    public DeploymentSamplesTests() => _cli.Environment["Jwt__Secrets__0"] = "a-secret-of-more-than-thirty-two-bytes";

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("single-box")]
    [InlineData("two-gateways")]
    [InlineData("in-front-of-studio")]
    public async Task Check_accepts_it_without_a_warning(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder.FullName, "appsettings.json"), Repository.Read($"samples/deployments/{name}/appsettings.json"));
        var (exitCode, output, error) = await _cli.RunAsync("check", "--json");
        Assert.True(exitCode == 0, output + error);
        Assert.Empty(JsonNode.Parse(output)!["warnings"]!.AsArray());
    }
}

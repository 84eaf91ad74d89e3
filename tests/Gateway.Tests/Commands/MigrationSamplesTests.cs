using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Configuration;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The configurations of docs/migrate.md are ones to start from as they are.</summary>
public sealed class MigrationSamplesTests : IDisposable
{
    private const string Folder = "samples/migration";
    private readonly Cli _cli = new();

    public MigrationSamplesTests() => _cli.Environment["Jwt__Secrets__0"] = "a-secret-of-more-than-thirty-two-bytes";

    public static TheoryData<string> Files { get; } = [.. Repository.Names(Folder)];

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Check_accepts_it_without_a_warning(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder.FullName, "appsettings.json"), Repository.Read($"{Folder}/{name}"));
        var (exitCode, output, error) = await _cli.RunAsync("check", "--json");
        Assert.True(exitCode == 0, output + error);
        Assert.Empty(JsonNode.Parse(output)!["warnings"]!.AsArray());
    }

    [Fact]
    public void The_guide_tells_of_every_file()
    {
        var guide = Repository.Read("docs/migrate.md");
        Assert.NotEmpty(Files);
        Assert.All(Repository.Names(Folder), name => Assert.Contains($"]({"../" + Folder}/{name})", guide, StringComparison.Ordinal));
    }
}

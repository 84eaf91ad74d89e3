using System.Text;
using JobsGateway.Comparison;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Parity;

/// <summary>The section <c>Parity</c>.</summary>
public sealed class ParityOptionsTests
{
    [Theory]
    [InlineData("Parity:Ignore:0", "a..b", "has no key at character 3; write a.b, a.*.b, **.b, items[3] or items[*]")]
    [InlineData("Parity:Redact:1", "pin*", "* stands for a whole key")]
    [InlineData("Parity:Unordered:0", "items[x]", "write [3], [*]")]
    [InlineData("Parity:MaxDifference", "0.9", "write a value from 0.0001 to 0.5")]
    [InlineData("Parity:Samples", "-1", "write a value from 0 to 1000")]
    [InlineData("Parity:Ignor:0", "a", "the settings are Ignore")]
    [InlineData("Parety:Ignore:0", "a", "did you mean Parity?")]
    public async Task A_wrong_setting_is_told_with_the_cure(string key, string value, string told)
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new() { [key] = value }));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_section_is_in_force_without_a_restart_and_a_wrong_one_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-parity-");
        await using var gateway = await TestGateway.StartAsync(folder: folder);
        var rules = gateway.Services.GetRequiredService<ParityRulesSource>();
        Assert.Single(Differences());
        await ChangeAsync("""{ "Parity": { "Ignore": [ "body.data.n" ] } }""");
        Assert.Empty(Differences());
        await ChangeAsync("""{ "Parity": { "Ignore": [ "body.data.[" ] } }""");
        Assert.Empty(Differences());

        Task ChangeAsync(string text) => gateway.ChangeAsync(() => File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), text));

        IReadOnlyList<Difference> Differences() => rules.Current.Comparer.Compare(Answer("""{"data":{"n":1}}"""), Answer("""{"data":{"n":2}}"""));
    }

    private static ComparedAnswer Answer(string body) => new(200, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body), false, default, default);
}

using System.Text.Json.Nodes;

namespace JobsGateway.Gateway.Tests.Commands.Schema;

/// <summary>The command <c>schema</c>, as a user and a script meet it.</summary>
public sealed class SchemaCommandTests : IDisposable
{
    private const string Upstream = "--Stores:studio:Destinations:a:Address=https://studio.example.com/";

    private readonly Cli _cli = new();

    public SchemaCommandTests() => File.WriteAllText(Path.Combine(_cli.Folder.FullName, "appsettings.json"), """{ "Stores": { "studio": { "Type": "Upstream" } } }""");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Help_says_what_the_exit_codes_mean()
    {
        Assert.Contains("schema", (await _cli.RunAsync("--help")).Output, StringComparison.Ordinal);
        var (exitCode, output, _) = await _cli.RunAsync("schema", "status", "--help");
        Assert.Equal(0, exitCode);
        foreach (var text in new[] { "--store", "--json", "Ends with 0" })
            Assert.Contains(text, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no store has a schema to look after; there is studio (Upstream)")]
    [InlineData("the store 'studio' (Upstream) has no schema to look after", "--store", "studio")]
    [InlineData("there is no store 'sql' under Stores; there is studio", "--store", "sql")]
    public async Task A_store_without_a_schema_is_told_in_a_sentence_and_no_token_is_needed(string reason, params string[] arguments)
    {
        foreach (var command in new[] { "status", "create", "upgrade", "script" })
        {
            var (exitCode, output, error) = await _cli.RunAsync(["schema", command, .. arguments, Upstream, "--Jwt:Strict=nonsense"]);
            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.Contains(reason, error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }

        var json = await _cli.RunAsync(["schema", "status", "--json", .. arguments, Upstream]);
        Assert.Equal((1, ""), (json.ExitCode, json.Error));
        Assert.Contains(reason, JsonNode.Parse(json.Output)!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A role needs a name.", "--role", " ")]
    [InlineData("no control characters", "--role", "a\nb")]
    [InlineData("has no version 99", "--from", "99")]
    public async Task What_no_script_can_be_made_of_is_told_in_a_sentence(string reason, params string[] arguments)
    {
        var (exitCode, output, error) = await _cli.RunAsync(["schema", "script", .. arguments, "--Stores:sql:Type=SqlServer", "--Stores:sql:ConnectionString=Server=.", Upstream]);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("versions start from 0", "--from", "-1")]
    [InlineData("--from or --role", "--from", "1", "--role")]
    [InlineData("write switches before it", "--role", "--Stores:a:Type=Sqlite")]
    public async Task A_script_that_makes_no_sense_is_refused(string reason, params string[] arguments)
    {
        var (exitCode, _, error) = await _cli.RunAsync(["schema", "script", .. arguments]);
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }
}

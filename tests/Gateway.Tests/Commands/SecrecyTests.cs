using System.Text.Json.Nodes;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>What is printed ends up in logs of continuous integration: no command shows the password of a connection string.</summary>
public sealed class SecrecyTests : IDisposable
{
    private readonly Cli _cli = new();

    public SecrecyTests() => _cli.Environment["Jwt__Secrets__0"] = "a-secret-of-more-than-thirty-two-bytes";

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("check", "--json")]
    [InlineData("run")]
    [InlineData("import", "--agenda-jobs", "x.json")]
    [InlineData("schema", "status")]
    [InlineData("schema", "status", "--json")]
    public async Task A_section_that_is_wrong_is_told_without_its_password(params string[] arguments)
    {
        foreach (var text in new[] { "Data Source=jobs.db;Password=hunter2", "Bogus=1;Password='hunter2'", "Password=\"a\"\"hunter2\"" })
        {
            var (exitCode, output, error) = await _cli.RunAsync([.. arguments, "--Stores:local:Type=Sqlite", "--Stores:local:ConnectionString=" + text]);
            Assert.Equal(1, exitCode);
            Assert.Contains("Stores:local:ConnectionString", output + error, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", output + error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_switch_that_is_none_is_told_without_its_password()
    {
        var (exitCode, output, error) = await _cli.RunAsync("check", "Server=db;Password=hunter2");
        Assert.Equal(1, exitCode);
        Assert.Contains("Server=db", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_shows_no_connection_string()
    {
        var (exitCode, output, error) = await _cli.RunAsync("check", "--Stores:local:Type=Sqlite", "--Stores:local:ConnectionString=Data Source=hunter2.db");
        Assert.True(exitCode == 0, error);
        Assert.DoesNotContain("hunter2.db", output, StringComparison.Ordinal);
    }

    // In the invariant mode Microsoft.Data.SqlClient opens no connection.
    [Fact]
    public void The_program_is_not_built_for_the_invariant_mode()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "JobsGateway.Gateway.runtimeconfig.json")))!;
        Assert.NotEqual("true", settings["runtimeOptions"]!["configProperties"]!["System.Globalization.Invariant"]?.ToString());
    }
}

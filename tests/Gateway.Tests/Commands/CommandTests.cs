using System.Globalization;
using System.Text.Json.Nodes;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The command line, as a user meets it.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Secret = "a-secret-of-more-than-thirty-two-bytes";
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Help_lists_the_commands_and_says_where_configuration_comes_from()
    {
        var (exitCode, output, _) = await _cli.RunAsync("--help");
        Assert.Equal(0, exitCode);
        foreach (var word in new[] { "run", "import", "schema", "token", "appsettings.json", "Routes__FetchById__Store" })
            Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_the_gateway_refuses_to_start_and_says_what_to_set()
    {
        var (exitCode, output, error) = await _cli.RunAsync("run", "--Stores:local:Type=Sqlite");
        Assert.Equal(1, exitCode);
        Assert.Contains("Jwt__Secrets__0", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal); // no stack trace
    }

    [Theory]
    [InlineData("too-short", "AllowShortSecrets")]
    [InlineData(DevelopmentSecret.Value, "development")]
    public async Task A_weak_secret_is_refused_in_production(string secret, string hint)
    {
        _cli.Environment["Jwt__Secrets__0"] = secret;
        var (exitCode, _, error) = await _cli.RunAsync("run", "--Stores:local:Type=Sqlite");
        Assert.Equal(1, exitCode);
        Assert.Contains(hint, error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_command_is_refused()
    {
        var (exitCode, _, error) = await _cli.RunAsync("impotr");
        Assert.Equal(1, exitCode);
        Assert.Contains("impotr", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "--expire", "1h")]
    [InlineData("import", "--agenda-jobs", "a.json", "--quene-jobs", "b.json")]
    [InlineData("run", "--Url=http://localhost:1")]
    public async Task A_misspelt_option_is_refused_and_does_not_pass_for_configuration(params string[] arguments)
    {
        _cli.Environment["Jwt__Secrets__0"] = Secret;
        var (exitCode, output, error) = await _cli.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains("--help", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_stops_the_start_with_a_sentence()
    {
        _cli.Environment["Jwt__Secrets__0"] = Secret;
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder.FullName, "jobs.db"), new string('x', 5000));
        var (exitCode, output, error) = await _cli.RunAsync(
            "run", "--Urls=http://127.0.0.1:0", "--Stores:local:Type=Sqlite", "--Stores:local:ConnectionString=Data Source=" + Path.Combine(_cli.Folder.FullName, "jobs.db"));
        Assert.Equal(1, exitCode);
        Assert.Contains("jobs.db", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_mints_what_was_asked_for_and_the_gateway_takes_it()
    {
        _cli.Environment["Jwt__Secrets__0"] = Secret;
        var (exitCode, output, error) = await _cli.RunAsync("token", "--admin", "--claim", "appName=shop", "--claim", "n=5", "--expires", "1h");
        Assert.True(exitCode == 0, error);
        var token = output.Trim();
        var payload = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!;
        Assert.Equal("shop", payload["appName"]!.GetValue<string>());
        Assert.Equal(5, payload["n"]!.GetValue<int>());
        Assert.Equal(3600, payload["exp"]!.GetValue<long>() - payload["iat"]!.GetValue<long>());
        await using var gateway = await TestGateway.StartAsync(new() { ["Jwt:Secrets:0"] = Secret });
        Assert.Equal(200, (await gateway.SendAsync("GET", "/api/v2/jobs/retry?name=none", ("Authorization", "Bearer " + token))).Status);
    }

    [Theory]
    [InlineData("--expires", "soon")]
    [InlineData("--expires", "-1h")]
    [InlineData("--claim", "novalue")]
    [InlineData("--algorithm", "none")]
    public async Task Token_refuses_what_it_does_not_understand(string option, string value)
    {
        _cli.Environment["Jwt__Secrets__0"] = Secret;
        var (exitCode, _, error) = await _cli.RunAsync("token", option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(value, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ends_with_counts_a_second_run_changes_nothing_and_a_bad_document_makes_it_two()
    {
        string[] arguments = ["import", "--store", "local", "--agenda-jobs", RecordedJobs.AgendaJobs, "--queue-jobs", RecordedJobs.QueueJobs, "--Stores:local:Type=Sqlite", "--Stores:local:ConnectionString=Data Source=" + Path.Combine(_cli.Folder.FullName, "jobs.db")];
        var total = (File.ReadAllLines(RecordedJobs.AgendaJobs).Length + File.ReadAllLines(RecordedJobs.QueueJobs).Length).ToString(CultureInfo.InvariantCulture);
        var first = await _cli.RunAsync(arguments);
        Assert.True(first.ExitCode == 0, first.Output + first.Error);
        Assert.Matches($@"inserted\s+{total}\b", first.Output);
        var second = await _cli.RunAsync(arguments);
        Assert.Equal(0, second.ExitCode);
        Assert.Matches($@"unchanged\s+{total}\b", second.Output);
        Assert.Contains("othing changed", second.Output, StringComparison.Ordinal);

        var bad = Path.Combine(_cli.Folder.FullName, "bad.json");
        await File.WriteAllTextAsync(bad, "{\"name\":\"no id\"}\n{not json\n");
        arguments[6] = bad;
        var third = await _cli.RunAsync(arguments);
        Assert.Equal(2, third.ExitCode);
        Assert.Matches(@"rejected\s+2\b", third.Output);
        Assert.Equal(2, File.ReadAllLines(bad + ".rejects.jsonl").Length);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "--agenda-jobs", "no-such-file.json")]
    [InlineData("import", "--store", "nowhere", "--agenda-jobs", "x.json")]
    public async Task Import_that_cannot_run_ends_with_one_and_a_sentence(params string[] arguments)
    {
        var (exitCode, output, error) = await _cli.RunAsync([.. arguments, "--Stores:local:Type=Sqlite"]);
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(output + error);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_told_in_a_sentence()
    {
        await using var gateway = await TestGateway.StartAsync();
        _cli.Environment["Jwt__Secrets__0"] = Secret;
        var (exitCode, output, error) = await _cli.RunAsync("run", "--Urls=" + gateway.Address, "--Stores:local:Type=Sqlite");
        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }
}

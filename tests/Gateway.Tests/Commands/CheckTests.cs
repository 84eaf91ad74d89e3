using System.Text.Json.Nodes;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The command <c>check</c>, as a user and a script meet it.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Secret = "a-secret-of-more-than-thirty-two-bytes";
    private readonly Cli _cli = new();

    public CheckTests() => _cli.Environment["Jwt__Secrets__0"] = Secret;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_good_configuration_is_summed_up_and_nothing_is_served_or_opened()
    {
        Write("""{ "Urls": "http://localhost:5080", "Stores": { "local": { "Type": "Sqlite" } } }""");
        var (exitCode, output, error) = await _cli.RunAsync("check");
        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        foreach (var text in new[] { "is fine", "Production", "appsettings.json", "Jwt__Secrets__0", "http://localhost:5080", "a shared secret", "Sqlite", "FetchByExternalId" })
            Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.DoesNotContain("Warnings", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_cli.Folder.FullName, "jobs.db")));
    }

    [Fact]
    public async Task Every_error_is_told_at_once_and_the_exit_code_is_one()
    {
        Write("""
            {
              "Urls": "ftp://localhost",
              "Jwt": { "Strict": "maybe" },
              "Stores": { "local": { "Type": "Sqlte" } },
              "Rotues": { "FetchById": { "Store": "local" } },
              "Cors": { "Orgins": [ "*" ] },
              "ReverseProxy": { "Routes": { "r": { "ClusterId": "none", "Match": { } } } }
            }
            """);
        var (exitCode, output, error) = await _cli.RunAsync("check");
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        foreach (var path in new[] { "Urls", "Jwt:Strict", "Stores:local:Type", "Rotues", "Cors:Orgins", "ReverseProxy:Routes:r", "ReverseProxy:Routes:r:ClusterId" })
            Assert.Contains($"- {path}: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        var run = await _cli.RunAsync("run");
        Assert.Equal((1, error), (run.ExitCode, run.Error)); // what run says, word for word
    }

    [Fact]
    public async Task Json_is_one_object_and_nothing_else()
    {
        Write("""{ "Stores": { "local": { "Type": "Sqlite" }, "second": { "Type": "Sqlite", "ConnectionString": "Data Source=2.db" } }, "Logging": { "LogLevel": { "Default": "Trace" } } }""");
        var refused = await _cli.RunAsync("check", "--json");
        Assert.Equal(1, refused.ExitCode);
        Assert.Empty(refused.Error);
        var report = JsonNode.Parse(refused.Output)!;
        Assert.False(report["valid"]!.GetValue<bool>());
        Assert.Equal(5, report["errors"]!.AsArray().Count);
        Assert.Equal("Routes:FetchById:Store", report["errors"]![0]!["path"]!.GetValue<string>());
        Assert.Contains("local, second", report["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);

        string[] routes = ["FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery"];
        var good = await _cli.RunAsync(["check", "--json", "--probe", .. routes.Select(route => $"--Routes:{route}:Store={(route == "FetchById" ? "SECOND" : "local")}")]);
        Assert.Equal(0, good.ExitCode);
        Assert.Empty(good.Error);
        report = JsonNode.Parse(good.Output)!;
        Assert.Equal(["valid", "errors", "warnings", "stores", "routes", "modes"], report.AsObject().Select(member => member.Key));
        Assert.True(report["valid"]!.GetValue<bool>());
        Assert.Empty(report["errors"]!.AsArray());
        var store = report["stores"]![1]!.AsObject();
        Assert.Equal(["name", "type", "reachable", "milliseconds", "message"], store.Select(member => member.Key));
        Assert.Equal(("second", "Sqlite", true), (store["name"]!.GetValue<string>(), store["type"]!.GetValue<string>(), store["reachable"]!.GetValue<bool>()));
        Assert.True(store["milliseconds"]!.GetValue<double>() > 0);
        Assert.Equal("second", report["routes"]!["FetchById"]!.GetValue<string>());
        Assert.Equal(routes.Order(), report["routes"]!.AsObject().Select(route => route.Key).Order());
    }

    [Fact]
    public async Task Without_probe_the_stores_are_listed_unasked()
    {
        var (_, output, _) = await _cli.RunAsync("check", "--json", "--Stores:local:Type=Sqlite");
        var store = JsonNode.Parse(output)!["stores"]![0]!.AsObject();
        Assert.Equal("local", store["name"]!.GetValue<string>());
        Assert.True(store.ContainsKey("reachable"));
        Assert.Null(store["reachable"]);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_makes_the_exit_code_two()
    {
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder.FullName, "jobs.db"), new string('x', 5000));
        string[] arguments = ["check", "--Stores:local:Type=Sqlite", $"--Stores:local:ConnectionString=Data Source={Path.Combine(_cli.Folder.FullName, "jobs.db")}"];
        Assert.Equal(0, (await _cli.RunAsync(arguments)).ExitCode);
        var text = await _cli.RunAsync([.. arguments, "--probe"]);
        Assert.Equal(2, text.ExitCode);
        Assert.Contains("NOT reached", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text.Output + text.Error, StringComparison.Ordinal);
        var json = await _cli.RunAsync([.. arguments, "--probe", "--json"]);
        Assert.Equal(2, json.ExitCode);
        var report = JsonNode.Parse(json.Output)!;
        Assert.True(report["valid"]!.GetValue<bool>());
        Assert.False(report["stores"]![0]!["reachable"]!.GetValue<bool>());
        Assert.Contains("jobs.db", report["stores"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_store_is_asked_for_its_health_and_reached_where_one_destination_answers()
    {
        Write("{}"); // else the one beside the program is read, with its local store
        await using var gateway = await TestGateway.StartAsync(); // answers /health, as Studio does
        string[] arguments = ["check", "--probe", "--json", "--Stores:studio:Type=Upstream", "--Stores:studio:Destinations:b:Address=http://127.0.0.1:1/", "--Routes:PassThrough:Store=studio"];
        var nobody = await _cli.RunAsync(arguments);
        Assert.Equal(2, nobody.ExitCode);
        Assert.False(JsonNode.Parse(nobody.Output)!["stores"]![0]!["reachable"]!.GetValue<bool>());

        var one = await _cli.RunAsync([.. arguments, "--Stores:studio:Destinations:a:Address=" + gateway.Address]);
        Assert.Equal(0, one.ExitCode);
        var report = JsonNode.Parse(one.Output)!;
        Assert.Contains("a: answers; b: ", report["stores"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("studio", report["routes"]!["PassThrough"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\n  \"Stores\": { oops }\n}", "line 2, column 15")]
    [InlineData("{ \"Stores\": {", "line 1, column 14")]
    [InlineData("", "line 1, column 1")]
    [InlineData("{ \"Urls\": \"a\",\n  \"urls\": \"b\" }", "duplicate key 'urls'")]
    public async Task A_file_that_is_no_json_is_told_with_line_and_column(string content, string place)
    {
        Write(content);
        foreach (var command in new[] { "check", "run", "token" })
        {
            var (exitCode, output, error) = await _cli.RunAsync(command);
            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.Contains(place, error, StringComparison.Ordinal);
            Assert.Contains("appsettings.json", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }

        var json = await _cli.RunAsync("check", "--json");
        Assert.Equal(1, json.ExitCode);
        Assert.Contains(place, JsonNode.Parse(json.Output)!["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_variables_override_the_file_and_switches_override_both()
    {
        Write("""{ "Stores": { "a": { "Type": "Sqlite", "ConnectionString": "Data Source=a.db" }, "b": { "Type": "Sqlite", "ConnectionString": "Data Source=b.db" } } }""");
        foreach (var operation in new[] { "FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery" })
            _cli.Environment[$"Routes__{operation}__Store"] = "b";
        var (exitCode, output, _) = await _cli.RunAsync("check", "--json", "--Routes:RetryById:Store=a");
        Assert.Equal(0, exitCode);
        var routes = JsonNode.Parse(output)!["routes"]!;
        Assert.Equal(("b", "a"), (routes["FetchById"]!.GetValue<string>(), routes["RetryById"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_allowed_but_risky_is_warned_of_and_no_secret_is_shown()
    {
        _cli.Environment["Jwt__Secrets__0"] = "hunter2";
        _cli.Environment["Jwt__AllowShortSecrets"] = "true";
        var (exitCode, output, error) = await _cli.RunAsync(
            "check", "--Stores:local:Type=Sqlite", "--Jwt:Authority=https://login.example.com", "--Docs:Enabled=true",
            "--ReverseProxy:Routes:jobs:ClusterId=c", "--ReverseProxy:Routes:jobs:Match:Path=/api/v2/jobs/{**rest}", "--ReverseProxy:Clusters:c:Destinations:d:Address=https://x.example.com");
        Assert.True(exitCode == 0, error);
        foreach (var path in new[] { "Jwt:Secrets:0", "Jwt:Audience", "Docs:Enabled", "ReverseProxy:Routes:jobs:Match:Path" })
            Assert.Contains($"- {path}: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_development_secret_is_warned_of()
    {
        _cli.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _cli.Environment.Remove("Jwt__Secrets__0");
        var (exitCode, output, _) = await _cli.RunAsync("check", "--Stores:local:Type=Sqlite");
        Assert.Equal(0, exitCode);
        Assert.Contains("well-known development secret", output, StringComparison.Ordinal);
        Assert.DoesNotContain(DevelopmentSecret.Value, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_what_the_exit_codes_mean()
    {
        var (exitCode, output, _) = await _cli.RunAsync("check", "--help");
        Assert.Equal(0, exitCode);
        foreach (var text in new[] { "--probe", "--json", "Ends with 0" })
            Assert.Contains(text, output, StringComparison.Ordinal);
    }

    private void Write(string content) => File.WriteAllText(Path.Combine(_cli.Folder.FullName, "appsettings.json"), content);
}

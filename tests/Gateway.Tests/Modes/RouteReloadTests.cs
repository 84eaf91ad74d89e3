using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Gateway.Tests.Modes.Support;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Modes that change under the running gateway.</summary>
public sealed class RouteReloadTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-modes-");
    private readonly ScriptedUpstream _server = ScriptedUpstream.Start();
    private TestGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        new Studio(_server).Put(Fetch.ById);
        await File.WriteAllTextAsync(Settings, Text(""));
        _gateway = await TestGateway.StartFromFileAsync(_folder);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_change_of_a_mode_changes_who_answers_and_is_told()
    {
        Assert.Equal(404, await StatusAsync());
        await ChangeAsync(""", "Fallback": { "Stores": [ "studio" ] }""", "FetchById from local to local, then studio", 200);
        await ChangeAsync("", "FetchById from local, then studio to local", 404);
        await ChangeAsync(""", "Canary": { "Store": "studio", "Percent": 100 }""", "FetchById from local to local, canary 100 % to studio", 200);
        await ChangeAsync(""", "Canary": { "Store": "studio", "Percent": 0.001 }""", "FetchById from local, canary 100 % to studio to local, canary 0.001 % to studio", 404);
        await ChangeAsync(""", "Canary": { "Store": "studio", "Claims": [ "appName=fusecash" ] }""", "to local, canary tokens with appName=fusecash to studio", 200);
        await ChangeAsync(
            """, "Canary": { "Store": "studio", "NewerThan": "2024-01-01T00:00:00Z", "Percent": 5, "Claim": "uid" }""",
            "to local, canary 5 % of uid and jobs newer than 2024-01-01T00:00:00Z to studio", 200);
        await ChangeAsync(
            """, "Fallback": { "Stores": [ "studio" ], "OnUnavailable": true }, "Shadow": { "Store": "studio", "Percent": 10 }""",
            "to local, then studio (also when unavailable), shadow 10 % to studio", 200);
    }

    [Fact]
    public async Task A_mode_that_is_refused_changes_nothing()
    {
        await ChangeAsync(""", "Fallback": { "Stores": [ "studio" ] }""", "to local, then studio", 200);
        await _gateway.ChangeAsync(() => File.WriteAllText(Settings, Text(""", "Fallback": { "Stores": [ "local" ] }""")));
        Assert.Equal(200, await StatusAsync());
        Assert.Contains(_gateway.Logs.Messages, line => line.StartsWith("Error: Routes:FetchById:Fallback:Stores:0: the store 'local' is asked first already", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "Fallback": { "OnUnavailable": true } """, "Stores")]
    [InlineData(""" "Fallback": { "Stores": [] } """, "Stores")]
    [InlineData(""" "Fallback": { "Stores": [ "" ] } """, "Stores:0")]
    public async Task A_fallback_on_nothing_is_refused(string mode, string path)
    {
        await _gateway.ChangeAsync(() => File.WriteAllText(Settings, Text("," + mode)));
        Assert.Contains(_gateway.Logs.Messages, line => line.StartsWith($"Error: Routes:FetchById:Fallback:{path}: ", StringComparison.Ordinal));
    }

    private string Settings => Path.Combine(_folder.FullName, "appsettings.json");

    private string Text(string mode) => $$"""
        {
          "Stores": {
            "local": { "Type": "Sqlite", "ConnectionString": "Data Source=jobs.db" },
            "studio": { "Type": "Upstream", "Destinations": { "a": { "Address": "{{_server.Address}}" } } }
          },
          "Jwt": { "Secrets": ["secret"], "AllowShortSecrets": true },
          "Routes": {
            "FetchById": { "Store": "local"{{mode}} }, "FetchByCorrelationId": { "Store": "local" }, "FetchByExternalId": { "Store": "local" },
            "RetryById": { "Store": "local" }, "RetryByQuery": { "Store": "local" }
          }
        }
        """;

    private async Task ChangeAsync(string mode, string told, int status)
    {
        await _gateway.ChangeAsync(() => File.WriteAllText(Settings, Text(mode)));
        Assert.Contains(told, _gateway.Logs.Messages.Last(line => line.Contains("FetchById from", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(status, await StatusAsync());
    }

    private async Task<int> StatusAsync() => (await _gateway.SendAsync("GET", Fetch.Targets[0], Tokens.User)).Status;
}

using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>A configuration file that changes under the running gateway.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";
    private const string BothStores = """
        "Stores": { "local": { "Type": "Sqlite", "ConnectionString": "Data Source=jobs.db" }, "empty": { "Type": "Sqlite", "ConnectionString": "Data Source=empty.db" } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-reload-");
    private TestGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Settings, Everything("local"));
        _gateway = await TestGateway.StartFromFileAsync(_folder);
        await _gateway.ImportAsync(RecordedJobs.AgendaJobs, RecordedJobs.QueueJobs);
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_good_file_switches_the_routes_and_the_log_says_what_changed()
    {
        Assert.Equal(200, await StatusAsync());
        await ChangeAsync(Everything("empty"));
        Assert.Equal(404, await StatusAsync());
        Assert.Contains(_gateway.Logs.Messages, line => line.Contains("FetchById from local to empty", StringComparison.Ordinal));
        await ChangeAsync(Everything("local"));
        Assert.Equal(200, await StatusAsync());
    }

    [Theory]
    [InlineData("{ not json", "appsettings.json: line 1, column 3: 'n' is an invalid start of a property name")]
    [InlineData("", "appsettings.json: line 1, column 1: ")]
    [InlineData("{}", "Stores: there is no store")]
    [InlineData("""{ "Stores": { "local": { "Type": "Sqlite" }, "other": { "Type": "Oracle" } }, "Jwt": { "Secrets": ["short"] } }""", "Stores:other:Type: there is no store type 'Oracle'")]
    [InlineData("""{ "Stores": { "local": { "Type": "Sqlite" }, "other": { "Type": "Oracle" } }, "Jwt": { "Secrets": ["short"] } }""", "Jwt:Secrets:0: has 5 bytes")]
    [InlineData("""{ "Stores": { "gone": { "Type": "Sqlite", "ConnectionString": "Data Source=/proc/nowhere/jobs.db" } }, "Jwt": { "Secrets": ["a secret, which is long enough to use it"] } }""", "Stores:gone: ")]
    public async Task A_bad_file_is_refused_with_every_reason_and_changes_nothing(string text, string reason)
    {
        await ChangeAsync(text);
        Assert.Equal(200, await StatusAsync());
        Assert.Contains(_gateway.Logs.Messages, line => line.StartsWith("Error: " + reason, StringComparison.Ordinal));
        var health = JsonNode.Parse((await _gateway.SendAsync("GET", "/health/ready")).Text)!;
        Assert.Equal("Degraded", (string?)health["status"]);
        Assert.Contains("the one before is in force", (string?)health["checks"]!["configuration"]!["description"], StringComparison.Ordinal);

        await ChangeAsync(Everything("local"));
        Assert.Equal("Healthy", (string?)JsonNode.Parse((await _gateway.SendAsync("GET", "/health/ready")).Text)!["status"]);
    }

    [Fact]
    public async Task A_bad_route_keeps_a_good_secret_of_the_same_file_out()
    {
        await ChangeAsync($$"""{ {{BothStores}}, "Routes": { "FetchById": { "Store": "nowhere" } }, "Jwt": { "Secrets": ["another secret, which is long enough to use"] } }""");
        Assert.Equal(200, await StatusAsync());
    }

    [Fact]
    public async Task What_is_read_at_the_start_only_is_told_to_need_a_restart()
    {
        await ChangeAsync(Everything("empty").Insert(1, """ "Cors": { "Enabled": true }, """));
        Assert.Contains("Warning: Cors was changed; that takes effect when the gateway is started again.", _gateway.Logs.Messages);
        Assert.Null((await _gateway.SendAsync("GET", Job, Tokens.User)).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_file_that_is_removed_changes_nothing()
    {
        await _gateway.ChangeAsync(() => File.Delete(Settings));
        Assert.Equal(200, await StatusAsync());
    }

    private static string Everything(string store) => $$"""
        { {{BothStores}}, "Jwt": { "Secrets": ["secret"], "AllowShortSecrets": true }, "Routes": { {{string.Join(", ",
            new[] { "FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery" }.Select(route => $$"""
            "{{route}}": { "Store": "{{store}}" }
            """))}} } }
        """;

    private string Settings => Path.Combine(_folder.FullName, "appsettings.json");

    private async Task<int> StatusAsync() => (await _gateway.SendAsync("GET", Job, Tokens.User)).Status;

    private Task ChangeAsync(string text) => _gateway.ChangeAsync(() => File.WriteAllText(Settings, text));
}

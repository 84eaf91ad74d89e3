using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Operations.Reload;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>A configuration file that is broken, half written or gone while the gateway runs takes effect nowhere.</summary>
public sealed class BrokenFileTests : IDisposable
{
    private const string Stores = """ "Stores": { "local": { "Type": "Sqlite", "ConnectionString": "Data Source=jobs.db" } } """;
    private const string Strict = """{ "Jwt": { "RequireExpiration": true } }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-broken-");

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
            _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_endpoints_of_a_broken_file_go_on_answering()
    {
        await WriteAsync($$"""{ {{Stores}}, "Jwt": { "Secrets": ["a secret, which is long enough to use it"] }, "Kestrel": { "Endpoints": { "Http": { "Url": "http://127.0.0.1:0" } } } }""");
        await using var gateway = await TestGateway.StartFromFileAsync(_folder);
        await gateway.ChangeAsync(() => File.WriteAllText(Settings, "{ \"Stores\": {"));
        await StaysAsync(gateway);
        // It is read at the start only, so a good one waits for the next start, too.
        await gateway.ChangeAsync(() => File.WriteAllText(Settings, $$"""{ {{Stores}}, "Jwt": { "Secrets": ["another secret, which is long enough to use"] } }"""));
        await StaysAsync(gateway);
    }

    [Fact]
    public async Task The_log_levels_of_a_broken_file_stay()
    {
        await WriteAsync($$"""{ {{Stores}}, "Jwt": { "Secrets": ["a secret, which is long enough to use it"] }, "Logging": { "LogLevel": { "Quiet": "Error" } } }""");
        await using var gateway = await TestGateway.StartFromFileAsync(_folder);
        await gateway.ChangeAsync(() => File.WriteAllText(Settings, ""));
        Assert.False(gateway.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Quiet").IsEnabled(LogLevel.Information));
    }

    [Theory]
    [InlineData("{ \"Jwt\":")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Where_the_environment_would_suffice_the_file_is_still_missed(string? text)
    {
        await WriteAsync(Strict);
        await using var gateway = await TestGateway.StartAsync(folder: _folder);
        await gateway.ChangeAsync(() => Change(text));
        Assert.StartsWith("appsettings.json", Assert.Single(StateOf(gateway).Refused).Path, StringComparison.Ordinal);
        Assert.True(RulesOf(gateway).IsExpirationRequired);
        await gateway.ChangeAsync(() => Change(Strict));
        Assert.Empty(StateOf(gateway).Refused);
    }

    [Fact]
    public async Task A_file_that_was_never_there_is_not_missed_and_counts_once_it_is()
    {
        await using var gateway = await TestGateway.StartAsync(folder: _folder);
        await gateway.ChangeAsync(() => Change(Strict));
        Assert.Empty(StateOf(gateway).Refused);
        Assert.True(RulesOf(gateway).IsExpirationRequired);
    }

    [Fact]
    public async Task What_was_validated_is_what_is_put_in_force_although_the_configuration_changes_meanwhile()
    {
        await WriteAsync(Strict);
        await using var gateway = await TestGateway.StartAsync(folder: _folder, configure: builder =>
            builder.Services.AddSingleton<IJobStoreFactory>(new ScriptedFactory("Meddling") { OnPrepare = () => builder.Configuration["Jwt:RequireExpiration"] = "false" }));
        await gateway.ChangeAsync(() => Change("""{ "Jwt": { "RequireExpiration": true, "ClockSkew": "00:00:07" }, "Stores": { "new": { "Type": "Meddling" } } """ + RoutesTo("local") + " }"));
        Assert.Empty(StateOf(gateway).Refused);
        Assert.Equal((true, 7), (RulesOf(gateway).IsExpirationRequired, RulesOf(gateway).ClockSkewSeconds));
    }

    private static ConfigurationState StateOf(TestGateway gateway) => gateway.Services.GetRequiredService<ConfigurationReload>().State;

    private static TokenRules RulesOf(TestGateway gateway) => gateway.Services.GetRequiredService<TokenRulesSource>().Current;

    private static string RoutesTo(string store) => $", \"Routes\": {{ {string.Join(", ",
        Enum.GetNames<Gateway.Routing.Operation>().Select(operation => $$""" "{{operation}}": { "Store": "{{store}}" } """))} }}";

    // Kestrel would rebind a little after the change is noticed.
    private static async Task StaysAsync(TestGateway gateway)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, (await gateway.SendAsync("GET", "/health/live")).Status);
            await Task.Delay(100);
        }
    }

    private string Settings => Path.Combine(_folder.FullName, "appsettings.json");

    private Task WriteAsync(string text) => File.WriteAllTextAsync(Settings, text);

    private void Change(string? text)
    {
        if (text is null)
            File.Delete(Settings);
        else
            File.WriteAllText(Settings, text);
    }
}

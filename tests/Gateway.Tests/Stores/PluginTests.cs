using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Stores;

/// <summary>A store from outside, named in configuration.</summary>
public sealed class PluginTests
{
    // Built with this project, into the folder of the same configuration, and not copied here: the gateway finds it by its path alone.
    private static string SamplePlugin
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.GetFullPath(Path.Combine(
                output.FullName, "../../../../../samples/InMemoryStore/bin", output.Parent!.Name, output.Name, "JobsGateway.InMemoryStore.dll"));
        }
    }

    [Fact]
    public async Task The_sample_plugin_is_loaded_and_answers_the_operations()
    {
        await using var gateway = await RecordedJobs.StartGatewayAsync(new() { ["Plugins:0"] = SamplePlugin, ["Stores:local:Type"] = "inmemory" });
        Assert.Equal("JobsGateway.InMemoryStore", gateway.Store.GetType().Assembly.GetName().Name);
        var fetched = await gateway.SendAsync("GET", "/api/v2/jobs/correlationId/scheduled-1", Tokens.User);
        Assert.Equal("W/\"15b-xDVGZzFSTaYEueDS4RitT8S2F4c\"", fetched.Header("ETag"));
        var retried = await gateway.SendAsync("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020", Tokens.Admin);
        Assert.StartsWith("{\"job\":{\"name\":\"mint\"", retried.Text, StringComparison.Ordinal);
        Assert.Equal(409, (await gateway.SendAsync("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020", Tokens.Admin)).Status);
    }

    [Fact]
    public async Task A_plugin_that_is_missing_or_none_stops_the_start_and_says_why()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Plugins:0"] = "no/such/plugin.dll",
            ["Plugins:1"] = typeof(PluginTests).Assembly.Location,
            ["Plugins:2"] = Path.Combine(AppContext.BaseDirectory, "contract", "tokens.json"),
        }));
        Assert.Equal(["Plugins:0", "Plugins:1", "Plugins:2"], error.Errors.Select(e => e.Path));
        Assert.Contains("there is no file", error.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("IJobStoreFactory", error.Errors[1].Message, StringComparison.Ordinal);
        Assert.Contains("can't be loaded", error.Errors[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_two_plugins_bring_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new() { ["Plugins:0"] = SamplePlugin, ["Plugins:1"] = SamplePlugin }));
        Assert.Contains("exists already", Assert.Single(error.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_plugins_do_not_hide_those_of_other_sections()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Plugins:0"] = "no/such/plugin.dll",
            ["Plugins:1"] = "no\0path.dll",
            ["Jwt:Strict"] = "maybe",
            ["Routes:FetchByName:Store"] = "local",
        }));
        Assert.Equal(["Jwt:Strict", "Plugins:0", "Plugins:1", "Routes:FetchByName"], error.Errors.Select(e => e.Path));
    }
}

using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>The configuration is validated as a whole before anything starts.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Every_error_of_every_section_is_told_at_once_with_its_path()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Jwt:Secrets:0"] = null,
            ["Stores:other:Type"] = "Oracle",
            ["Stores:third:ConnectionString"] = "Data Source=x.db",
            ["Routes:FetchByName:Store"] = "local",
            ["Routes:FetchById:Store"] = "nowhere",
        }));
        Assert.Equal(
            [
                "Jwt:Secrets", "Stores:other:Type", "Stores:third:Type", "Routes:FetchByName", "Routes:FetchById:Store",
                "Routes:FetchByCorrelationId:Store", "Routes:RetryById:Store", "Routes:RetryByQuery:Store", "Routes:FetchByExternalId:Store",
            ],
            error.Errors.Select(e => e.Path));
        Assert.All(error.Errors, e => Assert.Contains(e.ToString(), error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_switch_that_is_neither_true_nor_false_is_told_with_all_other_errors()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Jwt:Strict"] = "maybe",
            ["Cors:Enabled"] = "yes",
            ["Docs:Enabled"] = "x",
            ["Samples:Enabled"] = "1",
        }));
        Assert.Equal(["Jwt:Strict", "Cors:Enabled", "Docs:Enabled", "Samples:Enabled"], error.Errors.Select(e => e.Path));
        Assert.All(error.Errors, e => Assert.Contains("neither true nor false", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_a_store_is_told_once_and_not_again_by_every_route_to_it()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Stores:local:Type"] = "Sqlit",
            ["Routes:FetchById:Store"] = "local",
            ["Routes:PassThrough:Store"] = "local",
        }));
        Assert.Equal(["Stores:local:Type"], error.Errors.Select(e => e.Path));
    }

    [Fact]
    public async Task An_empty_switch_keeps_its_default()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Cors:Enabled"] = "", ["Docs:Enabled"] = "", ["Samples:Enabled"] = "" });
        Assert.Equal(404, (await gateway.SendAsync("GET", "/docs", Contract.Tokens.User)).Status);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("http://127.0.0.1:0;foo")]
    [InlineData("ftp://localhost:5080")]
    [InlineData("http://localhost:port")]
    [InlineData("http://localhost:65536")]
    [InlineData("http://localhost:5080/gateway")]
    public void An_address_nobody_can_listen_on_is_told_with_all_other_errors(string addresses)
    {
        var error = Assert.Throws<ConfigurationException>(() => Build(addresses));
        Assert.Equal(["Urls", "Docs:Enabled"], error.Errors.Select(e => e.Path));
        Assert.Contains("write it like http://localhost:5080", error.Errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://*:5080;https://[::1]:5081/;")]
    [InlineData("http://unix:/tmp/gateway.sock")]
    public void An_address_to_listen_on_is_no_error(string addresses) =>
        Assert.Equal(["Docs:Enabled"], Assert.Throws<ConfigurationException>(() => Build(addresses)).Errors.Select(e => e.Path));

    [Fact]
    public async Task Origins_that_no_browser_sends_are_told_with_how_to_write_them()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Cors:Origins:0"] = "*",
            ["Cors:Origins:1"] = "https://studio.example.com/",
            ["Cors:Origins:2"] = "https://studio.example.com/jobs",
            ["Cors:Origins:3"] = "studio.example.com",
            ["Cors:Origins:4"] = "",
            ["Cors:Origins:5"] = "http://localhost:3000",
            ["Cors:Origins:6"] = "https://Studio.example.com:8443",
        }));
        Assert.Equal(["Cors:Origins:1", "Cors:Origins:2", "Cors:Origins:3", "Cors:Origins:4"], error.Errors.Select(e => e.Path));
        Assert.All(error.Errors.Take(2), e => Assert.Contains("write https://studio.example.com,", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_single_origin_instead_of_a_list_does_not_allow_any()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Cors:Enabled"] = "true",
            ["Cors:Origins"] = "https://studio.example.com",
        }));
        Assert.Equal("Cors:Origins", Assert.Single(error.Errors).Path);
    }

    [Fact]
    public async Task Only_the_names_of_operations_and_the_key_of_a_route_are_accepted()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Routes:0:Store"] = "local",
            ["Routes:FetchByExternalId,RetryById:Store"] = "local",
            ["Routes:fetchById:Stores"] = "local",
            ["Routes:retryById:store"] = "local",
            ["Routes:RetryByQuery"] = "local",
        }));
        Assert.Equal(
            ["Routes:0", "Routes:FetchByExternalId,RetryById", "Routes:FetchById:Stores", "Routes:RetryByQuery"],
            error.Errors.Select(e => e.Path).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task With_several_stores_a_route_must_name_one()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => TestGateway.StartAsync(new()
        {
            ["Stores:second:Type"] = "Sqlite",
            ["Stores:second:ConnectionString"] = "Data Source=second.db",
            ["Routes:FetchById:Store"] = "second",
        }));
        Assert.Equal(4, error.Errors.Count);
        Assert.All(error.Errors, e => Assert.Contains("local, second", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Operations_can_be_answered_by_different_stores()
    {
        await using var gateway = await TestGateway.StartAsync(new()
        {
            ["Stores:second:Type"] = "Sqlite",
            ["Stores:second:ConnectionString"] = "Data Source=second.db",
            ["Routes:FetchById:Store"] = "second",
            ["Routes:FetchByCorrelationId:Store"] = "LOCAL",
            ["Routes:FetchByExternalId:Store"] = "local",
            ["Routes:RetryById:Store"] = "local",
            ["Routes:RetryByQuery:Store"] = "local",
        });
        await gateway.ImportAsync(Contract.RecordedJobs.AgendaJobs, Contract.RecordedJobs.QueueJobs); // into local
        Assert.Equal(404, (await gateway.SendAsync("GET", "/api/v2/jobs/65e1f3a07c1b2d0012a40007", Contract.Tokens.User)).Status);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/api/v2/jobs/correlationId/scheduled-1", Contract.Tokens.User)).Status);
    }

    // With an error of another section, so that nothing starts to listen; the test gateway chooses its address itself.
    private static void Build(string addresses)
    {
        var builder = GatewayHost.CreateBuilder(["--environment=Development", $"--Urls={addresses}", "--Docs:Enabled=x"], AppContext.BaseDirectory);
        builder.Configuration["Stores:local:Type"] = "Sqlite";
        GatewayHost.Build(builder);
    }
}

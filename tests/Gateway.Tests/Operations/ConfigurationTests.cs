using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Hosting;

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
            ["Jwt:Secrets", "Stores:other:Type", "Stores:third:Type", "Routes:FetchByName", "Routes:FetchById:Store"],
            error.Errors.Select(e => e.Path));
        Assert.All(error.Errors, e => Assert.Contains(e.ToString(), error.Message, StringComparison.Ordinal));
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
}

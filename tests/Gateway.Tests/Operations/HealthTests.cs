using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>What <c>/health/ready</c> says of the schema and of the end.</summary>
public sealed class HealthTests
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("UPDATE SchemaVersion SET Version = 99 WHERE Version = 2", 200, "Degraded", "newer than this program's")]
    [InlineData("DELETE FROM SchemaVersion WHERE Version > 1", 503, "Unhealthy", "run schema upgrade")]
    [InlineData("DROP TABLE SchemaVersion", 503, "Unhealthy", "its tables are gone")]
    public async Task A_schema_that_is_changed_while_the_gateway_runs_is_told(string change, int status, string health, string description)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await TestGateway.StartAsync(clock: clock);
        Assert.Contains("local: version 2", (await gateway.SendAsync("GET", "/health/ready")).Text, StringComparison.Ordinal);
        await ExecuteAsync(gateway, change);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/ready")).Status); // It is not asked at every probe.
        clock.Advance(Freshness);
        var ready = await gateway.SendAsync("GET", "/health/ready");
        var schema = JsonNode.Parse(ready.Text)!["checks"]!["schema"]!;
        Assert.Equal((status, health), (ready.Status, (string?)schema["status"]));
        Assert.Contains(description, (string?)schema["description"], StringComparison.Ordinal);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/live")).Status);
    }

    [Fact]
    public async Task A_gateway_that_is_asked_to_end_is_not_ready_and_alive()
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/ready")).Status);
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var ready = await gateway.SendAsync("GET", "/health/ready");
        Assert.Equal((503, "Unhealthy"), (ready.Status, (string?)JsonNode.Parse(ready.Text)!["checks"]!["shutdown"]!["status"]));
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/live")).Status);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health")).Status);
    }

    private static async Task ExecuteAsync(TestGateway gateway, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Folder, "jobs.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

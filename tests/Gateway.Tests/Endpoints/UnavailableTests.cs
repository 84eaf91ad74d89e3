using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Endpoints;

/// <summary>A store that can't be asked costs a clear 503, and the operator learns why.</summary>
public sealed class UnavailableTests
{
    [Theory]
    [InlineData("GET", "/api/v2/jobs/65e1f3a07c1b2d0012a40007")]
    [InlineData("GET", "/api/v2/jobs/correlationId/scheduled-1")]
    [InlineData("GET", "/api/v2/jobs/external?externalId=ext-1")]
    [InlineData("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020")]
    [InlineData("GET", "/api/v2/jobs/retry?name=mint")]
    public async Task Every_operation_answers_503_with_retry_after_and_the_log_says_why_once(string method, string target)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var gateway = await RecordedJobs.StartGatewayAsync(new()
        {
            ["Logging:LogLevel:JobsGateway.Gateway.Answers"] = "Error",
            ["Stores:local:Resilience:Retry:MaxAttempts"] = "1", // The clock stands still.
        }, clock);
        File.Move(Path.Combine(gateway.Folder, "jobs.db"), Path.Combine(gateway.Folder, "elsewhere.db"));
        clock.Advance(TimeSpan.FromSeconds(2)); // the file is looked at once a second
        for (var i = 0; i < 3; i++)
        {
            var response = await gateway.SendAsync(method, target, Tokens.Admin);
            Assert.Equal(503, response.Status);
            Assert.Equal("1", response.Header("Retry-After"));
            Assert.Equal("""{"error":"The job store is not available. Try again in a moment."}""", response.Text);
        }

        Assert.Contains("jobs.db", Assert.Single(gateway.Logs.Messages), StringComparison.Ordinal);
    }
}

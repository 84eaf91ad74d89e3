using System.Text.Json.Nodes;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Operations.Reload;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Stores.Opening;

/// <summary>A gateway whose database can't be reached when it starts.</summary>
public sealed class UnreachableStoreTests
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";

    private readonly FarFactory _far = new() { OnPrepare = FarFactory.Unreachable };
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task It_starts_all_the_same_answers_503_and_is_not_ready()
    {
        await using var gateway = await StartAsync();
        foreach (var (method, target) in new[]
        {
            ("GET", Job), ("GET", "/api/v2/jobs/correlationId/a"), ("GET", "/api/v2/jobs/external?externalId=a"),
            ("POST", "/api/v2/jobs/retry/65e1f3a07c1b2d0034b50020"), ("GET", "/api/v2/jobs/retry?name=mint"),
        })
        {
            var response = await gateway.SendAsync(method, target, Tokens.Admin);
            Assert.Equal((503, "1", """{"error":"The job store is not available. Try again in a moment."}"""), (response.Status, response.Header("Retry-After"), response.Text));
        }

        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/live")).Status);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health")).Status);
        var ready = await gateway.SendAsync("GET", "/health/ready");
        Assert.Equal(503, ready.Status);
        Assert.Equal("""{"status":"Unhealthy","description":"not open yet: far"}""", JsonNode.Parse(ready.Text)!["checks"]!["stores"]!.ToJsonString());
        var told = Assert.Single(gateway.Logs.Messages, line => line.Contains("not open yet", StringComparison.Ordinal));
        Assert.StartsWith("Error: The store far is not open yet: The server 'db.example.com' does not answer (Password=***", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_opened_as_soon_as_it_can_be_reached_without_a_restart()
    {
        await using var gateway = await StartAsync();
        Assert.Equal(503, (await gateway.SendAsync("GET", Job, Tokens.User)).Status);
        _far.OnPrepare = _ => Task.CompletedTask;
        await PassUntilAsync(async () => (await gateway.SendAsync("GET", Job, Tokens.User)).Status == 200);
        Assert.Equal($"{{\"data\":{FarFactory.Document}}}", (await gateway.SendAsync("GET", Job, Tokens.User)).Text);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/ready")).Status);
        Assert.Equal(2, _far.Attempts);
        Assert.Contains(gateway.Logs.Messages, line => line.StartsWith("Information: The store far is open, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_turns_out_wrong_is_told_so_and_opened_once_it_is_mended()
    {
        await using var gateway = await StartAsync();
        _far.OnPrepare = FarFactory.Wrong;
        await PassUntilAsync(() => Task.FromResult(gateway.Logs.Messages.Any(line => line.StartsWith("Critical: ", StringComparison.Ordinal))));
        Assert.Contains(
            "Critical: The store far can't be opened: The login of 'jobs' was refused (Password=***; set another one. Its operations are answered 503; it is tried again until it can.",
            gateway.Logs.Messages);
        Assert.Equal(503, (await gateway.SendAsync("GET", Job, Tokens.User)).Status);
        Assert.Contains("can't be opened (see the log): far", (await gateway.SendAsync("GET", "/health/ready")).Text, StringComparison.Ordinal);
        _far.OnPrepare = _ => Task.CompletedTask;
        await PassUntilAsync(async () => (await gateway.SendAsync("GET", Job, Tokens.User)).Status == 200);
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/ready")).Status);
    }

    [Fact]
    public async Task One_that_takes_long_to_open_does_not_keep_the_others_waiting()
    {
        var opened = new TaskCompletionSource();
        _far.OnPrepare = _ => opened.Task;
        var starting = StartAsync();
        while (!starting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await using var gateway = await starting;
        Assert.Equal(200, (await gateway.SendAsync("GET", "/health/live")).Status);
        Assert.Equal(503, (await gateway.SendAsync("GET", "/health/ready")).Status);
        Assert.Equal(503, (await gateway.SendAsync("GET", Job, Tokens.User)).Status);
        opened.SetResult();
        await PassUntilAsync(async () => (await gateway.SendAsync("GET", Job, Tokens.User)).Status == 200);
        Assert.Equal(1, _far.Attempts);
    }

    [Fact]
    public async Task One_that_is_wrong_at_the_start_stops_the_start()
    {
        _far.OnPrepare = FarFactory.Wrong;
        await Assert.ThrowsAsync<JobStoreException>(StartAsync);
    }

    [Fact]
    public async Task A_gateway_that_stops_while_it_opens_a_store_ends_the_attempt_and_closes_the_store()
    {
        var gateway = await StartAsync();
        var cancelled = false;
        _far.OnPrepare = async token =>
        {
            await using var registration = token.Register(() => cancelled = true);
            await Task.Delay(Timeout.Infinite, token);
        };
        await PassUntilAsync(() => Task.FromResult(_far.Attempts == 2));
        await gateway.DisposeAsync();
        Assert.True(cancelled);
        Assert.Equal(["far"], _far.Closed);
        Assert.DoesNotContain(gateway.Logs.Messages, line => line.StartsWith("Critical: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_that_brings_one_is_refused_and_what_was_in_force_stays()
    {
        _far.OnPrepare = _ => Task.CompletedTask;
        await using var gateway = await StartAsync();
        _far.OnPrepare = FarFactory.Unreachable;
        await gateway.ChangeAsync(() => File.WriteAllText(Path.Combine(gateway.Folder, "appsettings.json"), """{ "Stores": { "second": { "Type": "Far" } } }"""));
        var error = Assert.Single(gateway.Services.GetRequiredService<ConfigurationReload>().State.Refused);
        Assert.Equal("Stores:second: The server 'db.example.com' does not answer (Password=***", error.ToString());
        Assert.Equal(200, (await gateway.SendAsync("GET", Job, Tokens.User)).Status);
        // One write of a file can be told of twice, and is then looked at twice.
        Assert.Equal(["second"], _far.Closed.Distinct());
        Assert.DoesNotContain(gateway.Logs.Messages, line => line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_probe_says_that_it_can_not_be_reached_and_what_a_start_would_do()
    {
        _far.OnPrepare = _ => Task.CompletedTask;
        await using var gateway = await StartAsync();
        var store = gateway.Services.GetRequiredService<RoutePlanSource>().Current.Stores.Find("far")!;
        _far.OnPrepare = FarFactory.Unreachable;
        var probe = Assert.Single(await StoreProbing.RunAsync([store], TimeProvider.System, default));
        Assert.False(probe.Reachable);
        Assert.StartsWith("The server 'db.example.com' does not answer", probe.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", probe.Message, StringComparison.Ordinal);
    }

    private Task<TestGateway> StartAsync()
    {
        var settings = Enum.GetNames<Operation>().ToDictionary(operation => $"Routes:{operation}:Store", string? (_) => "far");
        settings["Stores:far:Type"] = "Far";
        settings["Logging:LogLevel:JobsGateway"] = settings["Logging:LogLevel:Microsoft.Extensions.Diagnostics"] = "Information";
        return TestGateway.StartAsync(settings, _clock, configure: builder => builder.Services.AddSingleton<IJobStoreFactory>(_far));
    }

    // The clock may be moved before the pause has begun; then it is moved again.
    private async Task PassUntilAsync(Func<Task<bool>> isDone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isDone())
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, limit.Token);
        }
    }
}

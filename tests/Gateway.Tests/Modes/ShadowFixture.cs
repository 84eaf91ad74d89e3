using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>A gateway between a Studio and a local store with the jobs of the recordings, which compares all fetches one after the other. Time stands still.</summary>
internal sealed class ShadowFixture : IAsyncDisposable
{
    public const string AgendaJob = "65e1f3a07c1b2d0012a40003", QueueJob = "65e1f3a07c1b2d0034b5002f", OtherQueueJob = "65e1f3a07c1b2d0034b50003";

    public static readonly TimeSpan ConfirmAfter = TimeSpan.FromSeconds(5);

    private ShadowFixture(TestGateway gateway, StudioDouble studio, FakeTimeProvider clock) => (Gateway, Studio, Clock) = (gateway, studio, clock);

    public TestGateway Gateway { get; }

    public StudioDouble Studio { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>A route from the first store to the second.</summary>
    public static async Task<ShadowFixture> StartAsync(string primary = "studio", string candidate = "local", params (string Key, string? Value)[] settings)
    {
        var studio = StudioDouble.Start();
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?>
        {
            ["Stores:studio:Type"] = "Upstream",
            ["Stores:studio:Destinations:a:Address"] = studio.Address,
            ["Stores:studio:Resilience:Retry:MaxAttempts"] = "1",
            ["Stores:studio:Resilience:CircuitBreaker:Enabled"] = "false",
            ["Stores:empty:Type"] = "Sqlite",
            ["Stores:empty:ConnectionString"] = "Data Source=empty.db",
            ["Logging:LogLevel:JobsGateway"] = "Trace",
        };
        foreach (var operation in Enum.GetNames<Gateway.Routing.Operation>())
            all[$"Routes:{operation}:Store"] = primary;
        foreach (var operation in new[] { "FetchById", "FetchByCorrelationId", "FetchByExternalId" })
        {
            all[$"Routes:{operation}:Shadow:Store"] = candidate;
            all[$"Routes:{operation}:Shadow:Concurrency"] = "1";
        }

        foreach (var (key, value) in settings)
            all[key] = value;
        var gateway = await TestGateway.StartAsync(all.Where(setting => setting.Value is not null).ToDictionary(), clock);
        await gateway.ImportAsync(RecordedJobs.AgendaJobs, RecordedJobs.QueueJobs);
        return new ShadowFixture(gateway, studio, clock);
    }

    /// <summary>Changes a setting of the running gateway.</summary>
    public Task SetAsync(string key, string value) => Gateway.ChangeAsync(() =>
    {
        Gateway.Configuration[key] = value;
        ((IConfigurationRoot)Gateway.Configuration).Reload();
    });

    /// <summary>The job as the local store has it.</summary>
    public async Task<string> LocalAsync(string id) => (await Gateway.Store.FetchByIdAsync(JobId.Parse(id), CancellationToken.None)).Document.ToString()!;

    public Task<RawResponse> FetchAsync(string id, params (string Name, string Value)[] headers) => Gateway.SendAsync("GET", StudioDouble.PathOf(id), [Tokens.User, .. headers]);

    /// <summary>What was counted of an operation; null where nothing was.</summary>
    public async Task<Counts?> CountsAsync(string operation = "FetchById")
    {
        var report = JsonNode.Parse((await Gateway.SendAsync("GET", "/gateway/parity", Tokens.Admin)).Text)!;
        return report["operations"]![operation] is { } counts ? new Counts(counts) : null;
    }

    /// <summary>Waits until it is counted so.</summary>
    public async Task<Counts> CountedAsync(Func<Counts, bool> expected, string operation = "FetchById")
    {
        Counts? counts = null;
        await UntilAsync(async () => (counts = await CountsAsync(operation)) is not null && expected(counts), () => counts?.ToString() ?? "nothing counted");
        return counts!;
    }

    /// <summary>The same, while time passes.</summary>
    public async Task<Counts> CountedInTimeAsync(Func<Counts, bool> expected, string operation = "FetchById")
    {
        Counts? counts = null;
        await UntilAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(200)); // Not so fast that what waits for the processor counts as having waited too long.
                return (counts = await CountsAsync(operation)) is not null && expected(counts);
            },
            () => counts?.ToString() ?? "nothing counted");
        return counts!;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string>? state = null)
    {
        using var limit = new CancellationTokenSource(Bounded.Limit);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, state?.Invoke() ?? "It did not come to pass.");
            await Task.Delay(10);
        }
    }

    /// <summary>Fetches a job that is equal on both sides, and waits until that was found: what was sent before it has been looked at once.</summary>
    public async Task PassByAsync(string id)
    {
        var equal = (await CountsAsync())?.Equal ?? 0;
        Assert.Equal(200, (await FetchAsync(id)).Status);
        await CountedAsync(counts => counts.Equal > equal);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Studio.DisposeAsync();
        Assert.Empty(Studio.Upstream.Faults);
    }
}

/// <summary>What the report says of an operation.</summary>
internal sealed class Counts(JsonNode json)
{
    public int Equal => (int)json["equal"]!;

    public int Noise => (int)json["noise"]!;

    public int Different => (int)json["different"]!;

    public int Compared => (int)json["compared"]!;

    public int Dropped => (int)json["dropped"]!;

    public int Skipped => (int)json["skipped"]!;

    public int Unavailable => (int)json["unavailable"]!["candidate"]!;

    public int PrimaryUnavailable => (int)json["unavailable"]!["primary"]!;

    public int All => Compared + Dropped + Skipped + Unavailable + PrimaryUnavailable;

    public string Pair => $"{json["primary"]} {json["candidate"]}";

    public JsonArray Samples => json["samples"]!.AsArray();

    public IEnumerable<string> Paths => json["paths"]!.AsArray().Select(path => (string)path!["path"]!);

    public IEnumerable<string> NoisePaths => json["noisePaths"]!.AsArray().Select(path => (string)path!["path"]!);

    public override string ToString() => json.ToJsonString();
}

using JobsGateway.Gateway.Routing;
using JobsGateway.Tests.Upstreams;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

/// <summary>A gateway, its client and the settings that tests share: short pauses, so that a failure that is sent again costs no time.</summary>
internal sealed class Setup : IAsyncDisposable
{
    private readonly TestGateway _gateway;

    private Setup(TestGateway gateway)
    {
        _gateway = gateway;
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = Bounded.Limit };
    }

    public TestGateway Gateway => _gateway;

    public HttpClient Client { get; }

    /// <summary>How many destinations requests go to.</summary>
    public int Available => _gateway.Services.GetRequiredService<RoutePlanSource>().Current.PassThrough!.AvailableDestinations;

    public static Task<Setup> StartAsync(ScriptedUpstream upstream, Dictionary<string, string?>? settings = null, TimeProvider? clock = null) =>
        StartAsync([upstream.Address], settings, clock);

    public static async Task<Setup> StartAsync(IEnumerable<Uri> destinations, Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["Stores:studio:Resilience:Retry:Delay"] = "00:00:00",
            ["Stores:studio:Resilience:CircuitBreaker:MinimumThroughput"] = "100000",
        };
        foreach (var (key, value) in settings ?? [])
            all[key.StartsWith("Logging", StringComparison.Ordinal) ? key : $"Stores:studio:{key}"] = value;
        return new Setup(await TestGateway.StartAsync(destinations, all, clock));
    }

    /// <summary>Short times for what never ends.</summary>
    public static Dictionary<string, string?> Impatient(params (string Key, string Value)[] more) => new(
        more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)).Prepend(KeyValuePair.Create("Resilience:AttemptTimeout", (string?)"00:00:00.400")))
    {
        ["Resilience:TotalTimeout"] = "00:00:00.900",
        ["Transport:ConnectTimeout"] = "00:00:00.300",
        ["Transport:ActivityTimeout"] = "00:00:00.600",
    };

    public async Task<HttpResponseMessage> SendAsync(Shape shape, CancellationToken cancellationToken = default)
    {
        using var request = shape.ToRequest(_gateway.Address);
        return await Client.SendAsync(request, cancellationToken).ByLimit();
    }

    public async Task<int> StatusAsync(Shape shape)
    {
        using var response = await SendAsync(shape);
        return (int)response.StatusCode;
    }

    /// <summary>Sends it and leaves once <paramref name="arrived"/> has completed.</summary>
    public async Task LeaveAsync(Shape shape, Task arrived)
    {
        using var leaving = new CancellationTokenSource();
        var sending = SendAsync(shape, leaving.Token);
        await arrived;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _gateway.DisposeAsync();
    }

    /// <summary>A clean error: a status of the gateway's own and the body that goes with it.</summary>
    public static async Task AssertErrorAsync(HttpResponseMessage response, params int[] statuses)
    {
        Assert.Contains((int)response.StatusCode, statuses);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        if (response.RequestMessage!.Method != HttpMethod.Head)
            Assert.Matches("^\\{\"error\":\"[^\"]+\"\\}$", await response.Content.ReadAsStringAsync());
    }
}

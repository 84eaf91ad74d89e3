using System.Diagnostics.Metrics;
using System.Globalization;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>A gateway in front of a Studio that keeps copies of ended jobs in its local store, which is empty at first.</summary>
internal sealed class CopyFixture : IAsyncDisposable
{
    private readonly MeterListener _meter = new();
    private readonly List<string> _results = [];
    private int _markers;

    private CopyFixture(TestGateway gateway, StudioDouble studio, FakeTimeProvider clock)
    {
        (Gateway, Studio, Clock) = (gateway, studio, clock);
        var factory = gateway.Services.GetRequiredService<IMeterFactory>();
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "jobsgateway.copies" && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (_results)
                _results.Add((string)tags[0].Value!);
        });
        _meter.Start();
    }

    public TestGateway Gateway { get; }

    public StudioDouble Studio { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>What became of the copies so far, in order.</summary>
    public IReadOnlyList<string> Results
    {
        get
        {
            lock (_results)
                return [.. _results];
        }
    }

    public static async Task<CopyFixture> StartAsync(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null, params (string Key, string? Value)[] settings)
    {
        var studio = StudioDouble.Start();
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?>
        {
            ["Stores:studio:Type"] = "Upstream",
            ["Stores:studio:Destinations:a:Address"] = studio.Address,
            ["Logging:LogLevel:JobsGateway"] = "Trace",
        };
        foreach (var operation in Enum.GetNames<Gateway.Routing.Operation>())
            all[$"Routes:{operation}:Store"] = "studio";
        foreach (var operation in new[] { "FetchById", "FetchByCorrelationId" })
            all[$"Routes:{operation}:KeepCopy:Store"] = "local";
        foreach (var (key, value) in settings)
            all[key] = value;
        return new CopyFixture(await TestGateway.StartAsync(all, clock, configure: configure), studio, clock);
    }

    /// <summary>Fetches from Studio; the client has what Studio shows.</summary>
    public async Task FetchAsync(string id) => Assert.Equal(200, (await Gateway.SendAsync("GET", StudioDouble.PathOf(id), Tokens.User)).Status);

    /// <summary>Fetches a job that is kept, and waits until it is: all that was offered before it has been looked at.</summary>
    public async Task PassByAsync()
    {
        var marker = $"65e1f3a07c1b2d0034b6{_markers++:x4}";
        Studio.Show(marker, $$"""{"_id":"{{marker}}","name":"marker","status":"failed","__v":0}""");
        await FetchAsync(marker);
        await ShadowFixture.UntilAsync(async () => await CopyAsync(marker) is not null);
    }

    public async Task ResultsAsync(params string[] expected)
    {
        await ShadowFixture.UntilAsync(() => Task.FromResult(Results.Count >= expected.Length), () => string.Join(' ', Results));
        Assert.Equal(expected, Results);
    }

    /// <summary>The copy; null where there is none.</summary>
    public async Task<string?> CopyAsync(string id) => Show(await Gateway.Store.FetchByIdAsync(JobId.Parse(id), CancellationToken.None));

    /// <summary>A time as Studio shows it.</summary>
    public string Time(TimeSpan fromNow) => (Clock.GetUtcNow() + fromNow).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Show(JobOutcome outcome) => outcome.Status == OutcomeStatus.Found ? outcome.Document.ToString() : null;

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        await Gateway.DisposeAsync();
        await Studio.DisposeAsync();
    }
}

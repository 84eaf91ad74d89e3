using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Tests.Modes.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>What the modes did shows in the metrics.</summary>
public sealed class ModeMetricsTests
{
    [Fact]
    public async Task Only_a_request_that_went_on_counts_as_moved_on()
    {
        await using var sides = await TwoSides.StartAsync(["studio", "local"], ("Routes:*:Fallback:OnUnavailable", "true"));
        using var readings = new Readings(sides.Gateway.Services.GetRequiredService<IMeterFactory>());
        await sides.PutAsync("studio", Fetch.ById);
        await sides.GetAsync(Fetch.Targets[0]);
        Assert.Equal("", readings.Take());
        await sides.GetAsync(Fetch.Targets[1]);
        Assert.Equal("jobsgateway.fallback.moved FetchByCorrelationId not_found", readings.Take());
        await sides.RetryAsync(RetryForm.GetOne, Job.Number(9));
        Assert.Equal("jobsgateway.fallback.moved RetryById not_found", readings.Take());
        await sides.RetryAsync(RetryForm.GetSeveral, Fetch.ById, Job.Number(9));
        Assert.Equal("jobsgateway.fallback.moved RetryByQuery not_found", readings.Take());
        sides.Studio.Instead(_ => true, Reply.Json(503, "{}"));
        Assert.Equal(503, (await sides.GetAsync(Fetch.Targets[2])).Status);
        Assert.Equal("jobsgateway.fallback.moved FetchByExternalId unavailable", readings.Take());
    }

    [Fact]
    public async Task The_side_a_canary_chose_is_counted()
    {
        await using var sides = await TwoSides.StartAsync(["studio"], ("Routes:FetchById:Canary:Store", "local"), ("Routes:FetchById:Canary:Claims:0", "isAdmin=true"));
        using var readings = new Readings(sides.Gateway.Services.GetRequiredService<IMeterFactory>());
        await sides.GetAsync(Fetch.Targets[0]);
        await sides.GetAsync(Fetch.Targets[0], Contract.Tokens.User);
        await sides.GetAsync(Fetch.Targets[1]);
        Assert.Equal("jobsgateway.canary.chosen FetchById canary, jobsgateway.canary.chosen FetchById store", readings.Take());
    }

    private sealed class Readings : IDisposable
    {
        private static readonly string[] OfModes = ["jobsgateway.canary.chosen", "jobsgateway.fallback.moved"];
        private readonly MeterListener _listener = new();
        private readonly List<string> _taken = [];

        public Readings(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory && OfModes.Contains(instrument.Name))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                Assert.Equal((1, 2), (value, tags.Length));
                lock (_taken)
                    _taken.Add($"{instrument.Name} {tags[0].Value} {tags[1].Value}");
            });
            _listener.Start();
        }

        public string Take()
        {
            lock (_taken)
            {
                var all = string.Join(", ", _taken);
                _taken.Clear();
                return all;
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}

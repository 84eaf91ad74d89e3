using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>A refused configuration shows in the metrics.</summary>
public sealed class ReloadMetricsTests
{
    [Fact]
    public async Task Reloads_are_counted_and_a_refused_configuration_shows_until_it_is_mended()
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-metrics-");
        await using var gateway = await TestGateway.StartAsync(folder: folder);
        using var meter = new Readings(gateway.Services.GetRequiredService<IMeterFactory>());
        Assert.Equal(("", 0), meter.Read());
        await ChangeAsync("""{ "Jwt": { "ClockSkew": "00:00:05" } }""");
        Assert.Equal(("accepted", 0), meter.Read());
        await ChangeAsync("{ not json");
        Assert.Equal(("accepted refused", 1), meter.Read());
        await ChangeAsync("{}");
        Assert.Equal(("accepted refused accepted", 0), meter.Read());

        await ChangeAsync("""{ "Parity": { "Samples": -1 } }""");
        ((IConfigurationRoot)gateway.Services.GetRequiredService<IConfiguration>()).Reload(); // told of once more, with nothing new in it
        await ChangeAsync("""{ "Parity": { "Samples": 3 } }""");
        Assert.Equal(("accepted refused accepted refused accepted", 0), meter.Read());

        Task ChangeAsync(string text) => gateway.ChangeAsync(() => File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), text));
    }

    private sealed class Readings : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<string> _results = [];
        private int _refused = -1;

        public Readings(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("jobsgateway.configuration.", StringComparison.Ordinal) && instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                Assert.Equal(("jobsgateway.configuration.reloads", 1L), (instrument.Name, value));
                Assert.Equal("result", tags[0].Key);
                lock (_results)
                    _results.Add((string)tags[0].Value!);
            });
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
            {
                Assert.Equal("jobsgateway.configuration.refused", instrument.Name);
                _refused = value;
            });
            _listener.Start();
        }

        public (string Results, int Refused) Read()
        {
            _listener.RecordObservableInstruments();
            lock (_results)
                return (string.Join(' ', _results), _refused);
        }

        public void Dispose() => _listener.Dispose();
    }
}

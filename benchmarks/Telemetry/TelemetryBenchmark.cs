using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Telemetry;

/// <summary>What was measured.</summary>
/// <param name="Load">Requests a second.</param>
/// <param name="Microseconds">The gateway's own processor time for a request, in microseconds: steadier than the rate where others use the machine.</param>
internal sealed record Measurement(Load Load, double Microseconds);

/// <summary>Measures the settings in turn: a fetch by id from SQLite.</summary>
internal sealed class TelemetryBenchmark(TelemetryPlan plan, string database, string path, string token)
{
    public Dictionary<Setting, List<Measurement>> Measurements { get; } = Setting.All.ToDictionary(setting => setting, _ => new List<Measurement>());

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var collector = new Collector();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            foreach (var setting in Setting.All)
            {
                var before = collector.Received;
                var measured = await MeasureAsync(setting, collector.Address, cancellationToken);
                Measurements[setting].Add(measured);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{round}/{plan.Rounds} {setting.Name}: {measured.Load.RequestsPerSecond:N0}/s, {measured.Microseconds:N2} us of processor time, {collector.Received - before:N0} bytes of traces"));
            }
        }
    }

    // A process of its own for every measurement: how the scheduler settles its threads on few cores is luck that lasts as long as the process.
    private async Task<Measurement> MeasureAsync(Setting setting, Uri collector, CancellationToken cancellationToken)
    {
        string[] switches = [$"--Stores:local:ConnectionString=Data Source={database}", .. setting.Switches(plan.SampleRatio)];
        setting.SetVariables(collector);
        await using var server = await Server.StartGatewayAsync(Programs.Gateway, Server.FreePort(), switches, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scraping = setting.HasMetrics ? ScrapeAsync(new Uri(server.Address + "/metrics"), stop.Token) : Task.CompletedTask;
        await Wrk.RunAsync(plan, server.Address + path, token, null, cancellationToken); // compiled, caches filled
        var before = server.ProcessorTime;
        var load = await Wrk.RunAsync(plan, server.Address + path, token, null, cancellationToken);
        var used = server.ProcessorTime - before;
        await stop.CancelAsync();
        await scraping;
        return new Measurement(load, used.TotalMicroseconds / (load.RequestsPerSecond * plan.Seconds));
    }

    private static async Task ScrapeAsync(Uri page, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        try
        {
            while (true)
            {
                await client.GetByteArrayAsync(page, cancellationToken);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement has ended.
        }
    }
}

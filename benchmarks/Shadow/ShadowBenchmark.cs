using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Shadow;

/// <summary>A route that is measured.</summary>
/// <param name="Store">The primary.</param>
/// <param name="Shadow">The candidate; null for none.</param>
/// <param name="IsThroughputMeasured">Whether as many requests as possible are sent, too: not where only the processor bounds them.</param>
internal sealed record MeasuredRoute(string Store, string? Shadow, bool IsThroughputMeasured)
{
    public string Name => Shadow is null ? $"{Store} alone" : $"{Store}, shadow 100 % to {Shadow}";
}

/// <summary>What was measured of a route.</summary>
/// <param name="Load">As many requests as possible; null where that was not measured.</param>
/// <param name="Constant">At a constant rate.</param>
/// <param name="Compared">What the parity report counted meanwhile.</param>
internal sealed record Measurement(Load? Load, ConstantLoad Constant, string Compared);

/// <summary>Measures the routes in turn.</summary>
internal sealed class ShadowBenchmark(ShadowPlan plan, Place place)
{
    private static readonly MeasuredRoute[] Routes =
    [
        new("studio", null, true), new("studio", "local", true), new("studio", "silent", true), new("studio", "down", true),
        new("local", null, false), new("local", "studio", false), new("local", "silent", false), new("local", "down", false),
    ];

    public Dictionary<MeasuredRoute, List<Measurement>> Measurements { get; } = Routes.ToDictionary(route => route, _ => new List<Measurement>());

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var round = 1; round <= plan.Rounds; round++)
        {
            foreach (var route in Routes)
            {
                var measured = await MeasureAsync(route, cancellationToken);
                Measurements[route].Add(measured);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{round}/{plan.Rounds} {route.Name}: {measured.Load?.RequestsPerSecond:N0}/s; at {plan.Rate:N0}/s p50 {measured.Constant.P50:N0} us, p99 {measured.Constant.P99:N0} us; {measured.Compared}"));
            }
        }
    }

    // A process of its own for every measurement: how the scheduler settles its threads on few cores is luck that lasts as long as the process.
    private async Task<Measurement> MeasureAsync(MeasuredRoute route, CancellationToken cancellationToken)
    {
        await using var server = await place.StartAsync(route.Store, route.Shadow, cancellationToken);
        var url = server.Address + place.Path;
        await Wrk.RunAsync(plan, url, place.Token, null, cancellationToken); // compiled, connections made
        var load = route.IsThroughputMeasured ? await Wrk.RunAsync(plan, url, place.Token, null, cancellationToken) : null;
        var constant = await ConstantRateClient.RunAsync(plan, plan.Rate, url, place.Token, place.Body.Length, cancellationToken);
        return new Measurement(load, constant, route.Shadow is null ? "nothing compared" : await ComparedAsync(server, cancellationToken));
    }

    private async Task<string> ComparedAsync(Server server, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", place.Token);
        using var report = JsonDocument.Parse(await client.GetStringAsync(new Uri(server.Address + "/gateway/parity"), cancellationToken));
        var counts = report.RootElement.GetProperty("operations").GetProperty("FetchById");
        return string.Join(", ", new[] { "compared", "equal", "noise", "different", "dropped" }.Select(name => $"{name} {counts.GetProperty(name)}"))
            + $", candidate unavailable {counts.GetProperty("unavailable").GetProperty("candidate")}";
    }
}

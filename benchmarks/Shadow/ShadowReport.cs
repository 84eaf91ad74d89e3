using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Shadow;

/// <summary>Writes the tables. A ratio is a median by the median of the same store alone.</summary>
internal static class ShadowReport
{
    public static void Write(Report report, ShadowPlan plan, Dictionary<MeasuredRoute, List<Measurement>> measurements)
    {
        report.Line("");
        report.Line($"Fetch by id of one job. `studio` takes {plan.StudioMilliseconds} ms to answer, `local` is SQLite, `silent` takes connections and never answers, nobody listens at `down`. A process of its own for each measurement, warmed up.");
        report.Line("");
        report.Line("## Throughput");
        report.Line("");
        report.Line("| | median requests/s | ratio | raw |");
        report.Line("| --- | ---: | ---: | --- |");
        foreach (var (route, measured) in measurements.Where(pair => pair.Key.IsThroughputMeasured))
        {
            var median = Throughput(measured);
            var alone = Throughput(Alone(measurements, route));
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| {route.Name} | {median:N0} | {median / alone:N2} | {Figures.Raw(measured.Select(m => m.Load!.RequestsPerSecond))} |"));
        }

        Latency(report, plan, "p50", measurements, load => load.P50);
        Latency(report, plan, "p99", measurements, load => load.P99);
        report.Line("");
        report.Line("## What the parity report counted, in the last round");
        report.Line("");
        foreach (var (route, measured) in measurements.Where(pair => pair.Key.Shadow is not null))
            report.Line($"- {route.Name}: {measured[^1].Compared}");
    }

    private static void Latency(Report report, ShadowPlan plan, string percentile, Dictionary<MeasuredRoute, List<Measurement>> measurements, Func<ConstantLoad, double> value)
    {
        report.Line("");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"## Latency at {plan.Rate:N0} requests/s, {percentile}, microseconds from when a request was due"));
        report.Line("");
        report.Line("| | median | added | raw |");
        report.Line("| --- | ---: | ---: | --- |");
        foreach (var (route, measured) in measurements)
        {
            var median = Figures.Median(measured.Select(m => value(m.Constant)));
            var alone = Figures.Median(Alone(measurements, route).Select(m => value(m.Constant)));
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| {route.Name} | {median:N0} | {median - alone:N0} | {Figures.Raw(measured.Select(m => value(m.Constant)))} |"));
        }
    }

    private static List<Measurement> Alone(Dictionary<MeasuredRoute, List<Measurement>> measurements, MeasuredRoute route) =>
        measurements[route with { Shadow = null }];

    private static double Throughput(List<Measurement> measured) => Figures.Median(measured.Select(m => m.Load!.RequestsPerSecond));
}

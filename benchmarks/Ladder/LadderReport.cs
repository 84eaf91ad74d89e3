using System.Diagnostics;
using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>Writes the tables. A ratio is a median by a median.</summary>
internal static class LadderReport
{
    public static void Write(Report report, LadderPlan plan, IReadOnlyList<Rung> rungs, Dictionary<string, List<Measurement>> measurements)
    {
        var yarp = FileVersionInfo.GetVersionInfo(Path.Combine(Path.GetDirectoryName(Programs.BareYarp)!, "Yarp.ReverseProxy.dll")).ProductVersion?.Split('+')[0];
        report.Line("");
        report.Line($"{Tool.Nginx.Describe()}, {Tool.Haproxy.Describe()}, YARP {yarp}, {Tool.Wrk.Describe()}. Every rung forwards to the same nginx, which answers {Answer.Length} bytes of JSON from memory.");
        report.Line($"The same token goes to all; HAProxy and the gateway verify it. Each measurement has a process of its own, and {plan.Warmup} s of full load before it.");
        foreach (var rung in rungs.Where(rung => rung.Missing is not null))
        {
            report.Line("");
            report.Line($"Left out: {rung.Title}. {rung.Missing}");
        }

        var present = rungs.Where(rung => measurements.ContainsKey(rung.Name)).ToArray();
        Throughput(report, present, measurements);
        Latency(report, plan, "p50", present, measurements, load => load.P50);
        Latency(report, plan, "p99", present, measurements, load => load.P99);
    }

    private static void Throughput(Report report, Rung[] rungs, Dictionary<string, List<Measurement>> measurements)
    {
        report.Line("");
        report.Line("## Throughput");
        report.Line("");
        report.Line("| | median requests/s | by upstream | by bare YARP | raw | p99 |");
        report.Line("| --- | ---: | ---: | ---: | --- | --- |");
        var ratios = new Ratios(measurements, m => m.Load.RequestsPerSecond);
        foreach (var rung in rungs)
        {
            report.Line(string.Create(CultureInfo.InvariantCulture,
                $"| {rung.Title} | {ratios.Median(rung.Name):N0} | {ratios.To(RungNames.Direct, rung.Name)} | {ratios.To(RungNames.Yarp, rung.Name)} | {ratios.Raw(rung.Name)} | {string.Join(", ", measurements[rung.Name].Select(m => m.Load.P99))} |"));
        }
    }

    private static void Latency(
        Report report, LadderPlan plan, string percentile, Rung[] rungs, Dictionary<string, List<Measurement>> measurements, Func<ConstantLoad, double> value)
    {
        report.Line("");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"## Latency at {plan.Rate:N0} requests/s, {percentile}, microseconds from when a request was due"));
        report.Line("");
        report.Line("| | median | added | by upstream | by bare YARP | raw |");
        report.Line("| --- | ---: | ---: | ---: | ---: | --- |");
        var ratios = new Ratios(measurements, m => value(m.Constant));
        foreach (var rung in rungs)
        {
            report.Line(string.Create(CultureInfo.InvariantCulture,
                $"| {rung.Title} | {ratios.Median(rung.Name):N0} | {ratios.Added(RungNames.Direct, rung.Name)} | {ratios.To(RungNames.Direct, rung.Name)} | {ratios.To(RungNames.Yarp, rung.Name)} | {ratios.Raw(rung.Name)} |"));
        }
    }
}

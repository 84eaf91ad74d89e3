using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Telemetry;

/// <summary>Writes the tables. A ratio is a median by the median with telemetry off.</summary>
internal static class TelemetryReport
{
    public static void Write(Report report, TelemetryPlan plan, Dictionary<Setting, List<Measurement>> measurements)
    {
        report.Line("");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"Fetch by id from SQLite, {plan.SampleRatio:P0} of the requests traced. A process of its own for each measurement, warmed up."));
        Table(report, "Throughput, requests/s", measurements, measured => measured.Load.RequestsPerSecond, "N0", (value, off) => value / off);
        Table(report, "Processor time of a request, microseconds", measurements, measured => measured.Microseconds, "N2", (value, off) => off / value);
    }

    private static void Table(Report report, string title, Dictionary<Setting, List<Measurement>> measurements, Func<Measurement, double> value, string format, Func<double, double, double> ratio)
    {
        report.Line("");
        report.Line($"## {title}");
        report.Line("");
        report.Line("| | median | ratio | raw |");
        report.Line("| --- | ---: | ---: | --- |");
        var off = Figures.Median(measurements[Setting.All[0]].Select(value));
        foreach (var (setting, measured) in measurements)
        {
            var median = Figures.Median(measured.Select(value));
            report.Line($"| {setting.Name} | {median.ToString(format, CultureInfo.InvariantCulture)} | {ratio(median, off).ToString("N3", CultureInfo.InvariantCulture)} | {string.Join(", ", measured.Select(one => value(one).ToString(format, CultureInfo.InvariantCulture)))} |");
        }
    }
}

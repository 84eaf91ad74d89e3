using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.SpeedSqlServer;

/// <summary>Imports an export: how fast, and how much of the time is the importing program's own.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(SpeedPlan plan, TestSchema schema, string folder, Report report, CancellationToken cancellationToken)
    {
        var half = (plan.Jobs / 2).ToString(CultureInfo.InvariantCulture);
        await Programs.RunAsync(Programs.JobGenerator, ["--agenda", half, "--queue", half, "--out", folder], cancellationToken);
        var run = await Programs.RunAsync(
            Programs.Gateway,
            ["import", "--store", "sql", "--agenda-jobs", Path.Combine(folder, "agendaJobs.json"), "--queue-jobs", Path.Combine(folder, "queuejobs.json"), .. Settings.Of(schema)],
            cancellationToken);
        report.Line("");
        report.Line("## Import");
        report.Line("");
        report.Line("| documents | seconds | documents/s | processor time of the program | share of one core | peak memory |");
        report.Line("| ---: | ---: | ---: | ---: | ---: | ---: |");
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| {plan.Jobs:N0} | {run.Seconds:N1} | {plan.Jobs / run.Seconds:N0} | {run.ProcessorSeconds:N1} s | {run.ProcessorSeconds / run.Seconds:P0} | {run.PeakBytes / 1e6:N0} MB |"));
    }
}

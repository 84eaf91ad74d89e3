using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Speed;

/// <summary>Imports a small and a large export, and measures the large one.</summary>
internal static class ImportBenchmark
{
    public static async Task<ImportedStores> RunAsync(SpeedPlan plan, string folder, Report report, CancellationToken cancellationToken)
    {
        var small = await ImportAsync(1000, folder, cancellationToken);
        var large = await ImportAsync(plan.Jobs, folder, cancellationToken);
        report.Line("");
        report.Line("## Import");
        report.Line("");
        report.Line("| documents | seconds | documents/s | peak memory | store |");
        report.Line("| ---: | ---: | ---: | ---: | ---: |");
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| {plan.Jobs:N0} | {large.Run.Seconds:N1} | {plan.Jobs / large.Run.Seconds:N0} | {large.Run.PeakBytes / 1e6:N0} MB | {new FileInfo(large.Database).Length / 1e6:N0} MB |"));
        return new ImportedStores(small.Database, large.Database);
    }

    private static async Task<(string Database, Finished Run)> ImportAsync(int jobs, string folder, CancellationToken cancellationToken)
    {
        var half = (jobs / 2).ToString(CultureInfo.InvariantCulture);
        await Programs.RunAsync(Programs.JobGenerator, ["--agenda", half, "--queue", half, "--out", folder], cancellationToken);
        var agenda = Path.Combine(folder, "agendaJobs.json");
        var queue = Path.Combine(folder, "queuejobs.json");
        var database = Path.Combine(folder, $"{jobs}.db");
        var run = await Programs.RunAsync(
            Programs.Gateway,
            ["import", "--store", "local", "--agenda-jobs", agenda, "--queue-jobs", queue, $"--Stores:local:ConnectionString=Data Source={database}"],
            cancellationToken);
        File.Delete(agenda);
        File.Delete(queue);
        return (database, run);
    }
}

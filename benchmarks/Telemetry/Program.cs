using System.CommandLine;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Telemetry;

var seconds = new Option<int>("--seconds") { Description = "How long each measurement runs.", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { Description = "How often each side is measured, in turn: A, B, C, A, B, C, ...", DefaultValueFactory = _ => 7 };
var connections = new Option<int>("--connections") { Description = "Connections kept open.", DefaultValueFactory = _ => 32 };
var ratio = new Option<double>("--sample-ratio") { Description = "The share of requests that are traced.", DefaultValueFactory = _ => 0.01 };
var root = new RootCommand(
    """
    Measures what telemetry costs: the same fetch without it, with metrics, with traces, with both. Needs wrk (Debian package wrk) and a quiet machine.
    Raw figures go to benchmarks/results/. Run it with: dotnet run -c Release --project benchmarks/Telemetry
    """)
{
    seconds, rounds, connections, ratio,
};
root.SetAction(async (result, cancellationToken) =>
{
    var plan = new TelemetryPlan(result.GetValue(seconds), result.GetValue(rounds), result.GetValue(connections), result.GetValue(ratio));
    using var folder = new TemporaryFolder();
    var token = (await Programs.RunAsync(Programs.Gateway, ["token"], cancellationToken)).Output.Trim();
    await Programs.RunAsync(Programs.JobGenerator, ["--agenda", "0", "--queue", "1000", "--out", folder.Path], cancellationToken);
    var (jobs, database) = (Path.Combine(folder.Path, "queuejobs.json"), Path.Combine(folder.Path, "jobs.db"));
    await Programs.RunAsync(Programs.Gateway, ["import", "--queue-jobs", jobs, $"--Stores:local:ConnectionString=Data Source={database}"], cancellationToken);
    var id = (await File.ReadAllLinesAsync(jobs, cancellationToken))[0].Split("\"$oid\":")[1].Trim()[1..25];
    var benchmark = new TelemetryBenchmark(plan, database, $"/api/v2/jobs/{id}", token);
    await benchmark.RunAsync(cancellationToken);
    var report = new Report("telemetry", "What telemetry costs", plan);
    TelemetryReport.Write(report, plan, benchmark.Measurements);
    report.Save();
    return 0;
});
return await root.Parse(args).InvokeAsync();

using System.CommandLine;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Speed;

var seconds = new Option<int>("--seconds") { Description = "How long each measurement runs.", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { Description = "How often each pair is measured, in turn: A, B, A, B, ...", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "Connections wrk keeps open.", DefaultValueFactory = _ => 32 };
var jobs = new Option<int>("--jobs") { Description = "Jobs in the large store.", DefaultValueFactory = _ => 1_000_000 };
var root = new RootCommand(
    """
    Measures the gateway against what it could be at best, in ratios within one run. Needs wrk (Debian package wrk) and a quiet machine.
    Raw figures go to benchmarks/results/. Run it with: dotnet run -c Release --project benchmarks/Speed
    """)
{
    seconds, rounds, connections, jobs,
};
root.SetAction(async (result, cancellationToken) =>
{
    var plan = new SpeedPlan(result.GetValue(seconds), result.GetValue(rounds), result.GetValue(connections), result.GetValue(jobs));
    using var folder = new TemporaryFolder();
    var report = new Report("speed", "Speed", plan);
    var data = await ImportBenchmark.RunAsync(plan, folder.Path, report, cancellationToken);
    await FetchBenchmark.RunAsync(plan, data, folder.Path, report, cancellationToken);
    report.Save();
    return 0;
});
return await root.Parse(args).InvokeAsync();

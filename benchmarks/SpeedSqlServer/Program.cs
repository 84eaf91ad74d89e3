using System.CommandLine;
using JobsGateway.Benchmarks.Common;
using JobsGateway.SpeedSqlServer;

var seconds = new Option<int>("--seconds") { Description = "How long each measurement runs.", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { Description = "How often each pair is measured, in turn: A, B, A, B, ...", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "Connections wrk keeps open.", DefaultValueFactory = _ => 32 };
var jobs = new Option<int>("--jobs") { Description = "Jobs that are imported.", DefaultValueFactory = _ => 1_000_000 };
var root = new RootCommand(
    """
    Measures the gateway on SQL Server against what it could be at best, in ratios within one run. Needs a server (JOBSGATEWAY_TEST_SQLSERVER), wrk (Debian
    package wrk) and a quiet machine. Raw figures go to benchmarks/results/. Run it with: dotnet run -c Release --project benchmarks/SpeedSqlServer
    """)
{
    seconds, rounds, connections, jobs,
};
root.SetAction(async (result, cancellationToken) =>
{
    var plan = new SpeedPlan(result.GetValue(seconds), result.GetValue(rounds), result.GetValue(connections), result.GetValue(jobs));
    using var folder = new TemporaryFolder();
    await using var database = new Database();
    var report = new Report("speed-sqlserver", "Speed on SQL Server", plan);
    report.Line("");
    report.Line($"Server: {database.Version().ReplaceLineEndings(" ")}, on the same machine.");
    await database.CreateAsync(cancellationToken);
    await ImportBenchmark.RunAsync(plan, database, folder.Path, report, cancellationToken);
    await FetchBenchmark.RunAsync(plan, database, folder.Path, report, cancellationToken);
    report.Save();
    return 0;
});
return await root.Parse(args).InvokeAsync();

using System.CommandLine;
using Dapper;
using JobsGateway.Benchmarks.Common;
using JobsGateway.SpeedSqlServer;

var seconds = new Option<int>("--seconds") { Description = "How long each measurement runs.", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { Description = "How often each pair is measured, in turn: A, B, A, B, ...", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "Connections wrk keeps open.", DefaultValueFactory = _ => 16 };
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
    await using var schema = new TestSchema();
    var report = new Report("speed-sqlserver", "Speed on SQL Server", plan);
    report.Line("");
    report.Line($"Server: {await VersionAsync()}, on the same machine.");
    await Programs.RunAsync(Programs.Gateway, ["schema", "create", "--store", "sql", .. Settings.Of(schema)], cancellationToken);
    await ImportBenchmark.RunAsync(plan, schema, folder.Path, report, cancellationToken);
    await FetchBenchmark.RunAsync(plan, schema, folder.Path, report, cancellationToken);
    report.Save();
    return 0;
});
return await root.Parse(args).InvokeAsync();

static async Task<string> VersionAsync()
{
    await using var connection = await TestSchema.OpenAsync();
    return (await connection.ExecuteScalarAsync<string>("SELECT @@VERSION"))!.ReplaceLineEndings(" ");
}

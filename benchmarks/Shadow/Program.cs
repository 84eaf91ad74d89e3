using System.CommandLine;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Shadow;

var seconds = new Option<int>("--seconds") { Description = "How long each measurement runs.", DefaultValueFactory = _ => 4 };
var rounds = new Option<int>("--rounds") { Description = "How often each side is measured, in turn: A, B, C, A, B, C, ...", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "Connections kept open.", DefaultValueFactory = _ => 16 };
var rate = new Option<int>("--rate") { Description = "Requests a second at which latency is measured.", DefaultValueFactory = _ => 1000 };
var studio = new Option<int>("--studio-ms") { Description = "How long the upstream server takes to answer, so that the machine is not saturated.", DefaultValueFactory = _ => 5 };
var root = new RootCommand(
    """
    Measures what Shadow at 100 % costs the primary: throughput and latency of the same route without it and with it, with candidates that answer, hang and
    are down. Needs wrk (Debian package wrk) and a quiet machine. Raw figures go to benchmarks/results/.
    Run it with: dotnet run -c Release --project benchmarks/Shadow
    """)
{
    seconds, rounds, connections, rate, studio,
};
root.SetAction(async (result, cancellationToken) =>
{
    var plan = new ShadowPlan(result.GetValue(seconds), result.GetValue(rounds), result.GetValue(connections), result.GetValue(rate), result.GetValue(studio));
    using var folder = new TemporaryFolder();
    await using var place = await Place.PrepareAsync(plan, folder.Path, cancellationToken);
    var benchmark = new ShadowBenchmark(plan, place);
    await benchmark.RunAsync(cancellationToken);
    var report = new Report("shadow", "What Shadow costs the primary", plan);
    ShadowReport.Write(report, plan, benchmark.Measurements);
    report.Save();
    return 0;
});
return await root.Parse(args).InvokeAsync();

using System.CommandLine;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Ladder;

var seconds = new Option<int>("--seconds") { Description = "How long each measurement runs.", DefaultValueFactory = _ => 5 };
var warmup = new Option<int>("--warmup") { Description = "Seconds of full load before a measurement. On 2 cores the compiler needs them: bare YARP served 16,000/s at first, 35,000/s after 6 s.", DefaultValueFactory = _ => 10 };
var rounds = new Option<int>("--rounds") { Description = "How often each rung is measured, in turn: A, B, C, A, B, C, ...", DefaultValueFactory = _ => 7 };
var connections = new Option<int>("--connections") { Description = "Connections kept open.", DefaultValueFactory = _ => 32 };
var rate = new Option<int>("--rate") { Description = "Requests a second at which added latency is measured.", DefaultValueFactory = _ => 1000 };
var only = new Option<string?>("--only") { Description = $"The rungs to measure, separated by commas. Default: all. They are {string.Join(", ", RungNames.All)}." };
var gateway = new Option<FileInfo>("--gateway") { Description = "The gateway's build, a dll. Default: this repository's." };
var gatewayB = new Option<FileInfo>("--gateway-b") { Description = "Another build, measured beside it as the rung gateway-b." };
foreach (var option in new[] { seconds, warmup, rounds, connections, rate })
    option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError($"{option.Name} is 1 at least.");
    });
only.Validators.Add(result =>
{
    foreach (var name in RungNames.Split(result.GetValueOrDefault<string?>()).Except(RungNames.All))
        result.AddError($"There is no rung {name}. There are {string.Join(", ", RungNames.All)}.");
});
gateway.AcceptExistingOnly();
gatewayB.AcceptExistingOnly();

var root = new RootCommand(
    """
    Measures what a proxy costs, rung by rung, on this machine in one run: the upstream itself, nginx, HAProxy with jwt_verify, bare YARP, the gateway.
    Requests a second, and the latency added at a constant rate. Needs wrk, nginx and haproxy (Debian packages of these names) and a quiet machine.
    Raw figures go to benchmarks/results/. Run it with: dotnet run -c Release --project benchmarks/Ladder
    """)
{
    seconds, warmup, rounds, connections, rate, only, gateway, gatewayB,
};
root.Validators.Add(result =>
{
    if (RungNames.Split(result.GetValue(only)).Contains(RungNames.GatewayB) && result.GetValue(gatewayB) is null)
        result.AddError($"The rung {RungNames.GatewayB} needs --gateway-b.");
});
root.SetAction(async (result, cancellationToken) =>
{
    var plan = new LadderPlan(
        result.GetValue(seconds), result.GetValue(rounds), result.GetValue(connections), result.GetValue(warmup), result.GetValue(rate));
    try
    {
        await RunAsync(plan, result, cancellationToken);
        return 0;
    }
    catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();

async Task RunAsync(LadderPlan plan, ParseResult result, CancellationToken cancellationToken)
{
    // Without these there is nothing to measure, or nothing to measure with.
    if (new[] { Tool.Wrk, Tool.Nginx }.FirstOrDefault(tool => tool.Path is null) is { } missing)
        throw new InvalidOperationException(missing.HowToInstall);

    using var folder = new TemporaryFolder();
    await using var upstream = await Nginx.StartUpstreamAsync(Server.FreePort(), folder.Path, cancellationToken);
    var place = new Place(folder.Path, upstream, result.GetValue(gateway)?.FullName ?? Programs.Gateway, result.GetValue(gatewayB)?.FullName);
    var rungs = RungNames.Choose(Rungs.All(place), result.GetValue(only));
    var ladder = new LadderBenchmark(plan, rungs, await Token.MintAsync(cancellationToken));
    await ladder.CheckAsync(cancellationToken);
    await ladder.RunAsync(cancellationToken);
    var report = new Report("ladder", "Proxy ladder", plan);
    LadderReport.Write(report, plan, rungs, ladder.Measurements);
    report.Save();
}

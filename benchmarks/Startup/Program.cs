using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Startup;

var program = new Option<string?>("--program") { Description = "The published gateway. Default: it is published from this repository, as docs/operations.md says." };
var seconds = new Option<int>("--seconds") { Description = "How long the load of each round lasts.", DefaultValueFactory = _ => 5 };
var rounds = new Option<int>("--rounds") { Description = "How often it is started.", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "Connections wrk keeps open.", DefaultValueFactory = _ => 64 };
var root = new RootCommand(
    """
    Measures the published gateway with a SQLite store: start to the first answered fetch, memory at idle and under load. Needs Linux, curl and wrk.
    Raw figures go to benchmarks/results/. Run it with: dotnet run -c Release --project benchmarks/Startup
    """)
{
    program, seconds, rounds, connections,
};
root.SetAction(async (result, cancellationToken) =>
{
    using var folder = new TemporaryFolder();
    var file = result.GetValue(program) ?? await PublishAsync(Path.Combine(folder.Path, "published"), cancellationToken);
    var plan = new StartupPlan(Path.GetFullPath(file), result.GetValue(seconds), result.GetValue(rounds), result.GetValue(connections));
    var measured = new List<Round>();
    for (var i = 0; i < plan.Rounds; i++)
        measured.Add(await Round.RunAsync(plan, Path.Combine(folder.Path, "jobs.db"), cancellationToken));
    Write(plan, measured);
    return 0;
});
return await root.Parse(args).InvokeAsync();

static async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
{
    using var publishing = Process.Start("dotnet", ["publish", Path.Combine(Programs.Root, "src/Gateway"), "-c", "Release", "-v", "q", "-o", folder]);
    await publishing.WaitForExitAsync(cancellationToken);
    return publishing.ExitCode == 0 ? Path.Combine(folder, "JobsGateway.Gateway") : throw new InvalidOperationException("It could not be published.");
}

static void Write(StartupPlan plan, List<Round> rounds)
{
    var report = new Report("startup", "Start and memory of the published gateway, SQLite", plan);
    report.Line("");
    report.Line("Resident: with the mapped parts of files, which other .NET processes share. Share (Pss): such parts divided among them. Own: nobody else's, and not to be read again from a file.");
    report.Line("");
    report.Line("| | median | raw |");
    report.Line("| --- | ---: | --- |");
    Row("start to first answered fetch, ms", round => round.FirstAnswerMilliseconds);
    Row("idle: resident, MB", round => round.Idle.Resident);
    Row("idle: share, MB", round => round.Idle.Share);
    Row("idle: own, MB", round => round.Idle.Own);
    Row("under load: resident, MB", round => round.Loaded.Resident);
    Row("under load: peak resident, MB", round => round.Loaded.Peak);
    Row("under load: share, MB", round => round.Loaded.Share);
    Row("under load: own, MB", round => round.Loaded.Own);
    Row("requests/s", round => round.RequestsPerSecond);
    report.Save();

    void Row(string name, Func<Round, double> figure)
    {
        var figures = rounds.Select(figure).ToArray();
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Figures.Median(figures):N0} | {Figures.Raw(figures)} |"));
    }
}

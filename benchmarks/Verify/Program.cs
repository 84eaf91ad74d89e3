using System.CommandLine;
using System.Globalization;
using JobsGateway.Benchmarks.Common;
using JobsGateway.Benchmarks.Verify;

var jobs = new Option<int>("--jobs") { Description = "How many jobs are compared, half of each kind.", DefaultValueFactory = _ => 1_000_000 };
var differences = new Option<int>("--differences") { Description = "How many of them are made to differ.", DefaultValueFactory = _ => 100 };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same differences.", DefaultValueFactory = _ => 1 };
var root = new RootCommand(
    """
    Plants differences among many jobs (missing, extra, a value changed at a random path) and checks that verify finds each of them and nothing else.
    Raw figures go to benchmarks/results/. Run it with: dotnet run -c Release --project benchmarks/Verify
    """)
{
    jobs, differences, seed,
};
root.SetAction(async (result, cancellationToken) =>
{
    using var folder = new TemporaryFolder();
    var report = new Report("verify");
    var trial = new VerifyTrial(folder.Path, result.GetValue(jobs), result.GetValue(differences), result.GetValue(seed));
    await trial.PrepareAsync(cancellationToken);
    report.Line(string.Create(CultureInfo.InvariantCulture, $"# verify: {trial.Planted.Count} differences among {result.GetValue(jobs):N0} jobs, {Environment.ProcessorCount} cores, .NET {Environment.Version}"));
    var isRight = true;
    foreach (var (name, verify) in new (string, Func<CancellationToken, Task<Ended>>)[] { ("another store", trial.WithStoreAsync), ("files", trial.WithFilesAsync) })
    {
        var ended = await verify(cancellationToken);
        var (unexpected, overlooked) = trial.Check();
        isRight &= ended.ExitCode == 2 && unexpected.Count == 0 && overlooked.Count == 0;
        Tell(name, ended, string.Create(CultureInfo.InvariantCulture, $"found {trial.Planted.Count - overlooked.Count} of {trial.Planted.Count}, besides {unexpected.Count}"));
    }

    var same = await trial.WithTheSameAsync(cancellationToken);
    isRight &= same.ExitCode == 0 && new FileInfo(trial.Report).Length == 0;
    Tell("the same files", same, $"found {File.ReadLines(trial.Report).Count()} of 0");
    report.Line(isRight ? "\nEach of them was found, and nothing else." : "\nWRONG");
    report.Save();
    return isRight ? 0 : 1;

    void Tell(string name, Ended ended, string check)
    {
        report.Line(string.Create(CultureInfo.InvariantCulture,
            $"\n## Against {name}\n{check}; exit code {ended.ExitCode}, {ended.Finished.Seconds:N1} s, {ended.Finished.ProcessorSeconds:N1} s of processor time, at most {ended.Finished.PeakOwnBytes / 1e6:N0} MB of memory ({ended.Finished.PeakBytes / 1e6:N0} MB with the database files, which are mapped)\n"));
        report.Line("```\n" + ended.Finished.Output + "```");
    }
});
return await root.Parse(args).InvokeAsync();

using System.Text.Json.Nodes;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Benchmarks.Verify;

/// <summary>Makes jobs, brings them into a store, changes some in copies of their files, and lets the gateway's <c>verify</c> find these.</summary>
internal sealed class VerifyTrial(string folder, int jobs, int differences, int seed)
{
    private static readonly (string Kind, string File, string Option)[] Collections =
        [("agenda", "agendaJobs.json", "--agenda-jobs"), ("queue", "queuejobs.json", "--queue-jobs")];

    private readonly List<PlantedDifference> _planted = [];

    public string Report => Path.Combine(folder, "report.jsonl");

    public IReadOnlyList<PlantedDifference> Planted => _planted;

    /// <summary>Makes the stores: <c>local</c> with the jobs as they were made, <c>other</c> with the differences.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var (half, made) = ($"{jobs / 2}", Path.Combine(folder, "made"));
        await Programs.RunAsync(Programs.JobGenerator, ["--agenda", half, "--queue", half, "--out", made], cancellationToken);
        Directory.CreateDirectory(Path.Combine(folder, "planted"));
        var planting = new Planting(new Random(seed));
        foreach (var (kind, file, _) in Collections)
            _planted.AddRange(planting.Copy(kind, Path.Combine(made, file), Path.Combine(folder, "planted", file), jobs / 2, differences / 2));
        await Programs.RunAsync(Programs.Gateway, ["import", "--store", "local", .. Files("made"), .. Stores()], cancellationToken);
        await Programs.RunAsync(Programs.Gateway, ["import", "--store", "other", .. Files("planted"), .. Stores()], cancellationToken);
    }

    /// <summary>Compares with the changed files.</summary>
    public Task<Ended> WithFilesAsync(CancellationToken cancellationToken) => VerifyAsync(Files("planted"), cancellationToken);

    /// <summary>Compares with the store that was made from them.</summary>
    public Task<Ended> WithStoreAsync(CancellationToken cancellationToken) => VerifyAsync(["--against", "other"], cancellationToken);

    /// <summary>Compares with the files as they were made.</summary>
    public Task<Ended> WithTheSameAsync(CancellationToken cancellationToken) => VerifyAsync(Files("made"), cancellationToken);

    /// <summary>What the report of the last comparison has and should not, and what it should have and has not.</summary>
    public (IReadOnlyList<string> Unexpected, IReadOnlyList<PlantedDifference> Overlooked) Check()
    {
        string[] lines = [.. File.ReadLines(Report)];
        var told = lines.Select(line => JsonNode.Parse(line)!).ToList();
        return (
            [.. lines.Zip(told).Where(line => !_planted.Exists(difference => difference.IsToldBy(line.Second))).Select(line => line.First)],
            [.. _planted.Where(difference => told.Count(difference.IsToldBy) != 1)]);
    }

    private Task<Ended> VerifyAsync(string[] source, CancellationToken cancellationToken) =>
        Programs.EndAsync(Programs.Gateway, ["verify", "--store", "local", "--report", Report, .. source, .. Stores()], cancellationToken);

    private string[] Files(string made) => [.. Collections.SelectMany(collection => new[] { collection.Option, Path.Combine(folder, made, collection.File) })];

    private string[] Stores() =>
        [
            .. new[] { "local", "other" }.SelectMany(name => new[]
            {
                $"--Stores:{name}:Type=Sqlite",
                $"--Stores:{name}:ConnectionString=Data Source={Path.Combine(folder, name + ".db")}",
            }),
        ];
}

using System.Globalization;
using System.Text;

namespace JobsGateway.Speed;

/// <summary>Prints rows as they are measured and keeps the raw figures.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public Report(Plan plan)
    {
        Line($"# Speed, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        Line("");
        Line($"wrk, {plan.Connections} connections, {plan.Seconds} s a measurement, {plan.Rounds} rounds, in turn; medians, raw figures behind them.");
    }

    public void Line(string line)
    {
        Console.WriteLine(line);
        _text.AppendLine(line);
    }

    /// <summary>A pair measured in turn: the ratio is B's median by A's.</summary>
    public void Pair(string what, string nameA, IReadOnlyList<Load> a, string nameB, IReadOnlyList<Load> b)
    {
        Line("");
        Line($"## {what}");
        Line("");
        Line("| | median requests/s | ratio | raw | p99 |");
        Line("| --- | ---: | ---: | --- | --- |");
        Row(nameA, a, Median(a));
        Row(nameB, b, Median(a));
    }

    public void Save()
    {
        var file = Path.Combine(Programs.Root, "benchmarks/results", $"speed-{DateTimeOffset.UtcNow:yyyy-MM-dd-HHmm}.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, _text.ToString());
        Console.WriteLine($"\nKept in {Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}");
    }

    private void Row(string name, IReadOnlyList<Load> loads, double reference) => Line(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Median(loads):N0} | {Median(loads) / reference:N2} | {string.Join(", ", loads.Select(l => l.RequestsPerSecond.ToString("N0", CultureInfo.InvariantCulture)))} | {string.Join(", ", loads.Select(l => l.P99))} |"));

    private static double Median(IReadOnlyList<Load> loads)
    {
        var sorted = loads.Select(l => l.RequestsPerSecond).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

using System.Text;

namespace JobsGateway.Benchmarks.Common;

/// <summary>Prints lines as they are measured and keeps them.</summary>
public sealed class Report
{
    private readonly string _name;
    private readonly StringBuilder _text = new();

    /// <param name="name">What the file's name begins with.</param>
    public Report(string name) => _name = name;

    /// <param name="name">What the file's name begins with.</param>
    /// <param name="title">What the first line begins with.</param>
    /// <param name="plan">How much is measured.</param>
    public Report(string name, string title, Plan plan)
        : this(name)
    {
        Line($"# {title}, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        Line("");
        Line($"wrk, {plan.Connections} connections, {plan.Seconds} s a measurement, {plan.Rounds} rounds, in turn; medians, raw figures behind them.");
    }

    public void Line(string line)
    {
        Console.WriteLine(line);
        _text.AppendLine(line);
    }

    public void Save()
    {
        var file = Path.Combine(Programs.Root, "benchmarks/results", $"{_name}-{DateTimeOffset.UtcNow:yyyy-MM-dd-HHmm}.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, _text.ToString());
        Console.WriteLine($"\nKept in {Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}");
    }
}

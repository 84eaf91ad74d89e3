using System.Globalization;

namespace JobsGateway.Benchmarks.Common;

/// <summary>A pair measured in turn: the ratio is B's median by A's.</summary>
public static class PairTable
{
    public static void Write(Report report, string what, string nameA, IReadOnlyList<Load> a, string nameB, IReadOnlyList<Load> b)
    {
        report.Line("");
        report.Line($"## {what}");
        report.Line("");
        report.Line("| | median requests/s | ratio | raw | p99 |");
        report.Line("| --- | ---: | ---: | --- | --- |");
        report.Line(Row(nameA, a, Median(a)));
        report.Line(Row(nameB, b, Median(a)));
    }

    private static string Row(string name, IReadOnlyList<Load> loads, double reference) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Median(loads):N0} | {Median(loads) / reference:N2} | {Figures.Raw(loads.Select(l => l.RequestsPerSecond))} | {string.Join(", ", loads.Select(l => l.P99))} |");

    private static double Median(IReadOnlyList<Load> loads) => Figures.Median(loads.Select(l => l.RequestsPerSecond));
}

using System.Globalization;

namespace JobsGateway.Benchmarks.Common;

/// <summary>What becomes of raw figures.</summary>
public static class Figures
{
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The figures as measured, one after the other.</summary>
    public static string Raw(IEnumerable<double> figures) => string.Join(", ", figures.Select(f => f.ToString("N0", CultureInfo.InvariantCulture)));
}

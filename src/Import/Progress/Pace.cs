using System.Globalization;

namespace JobsGateway.Import.Progress;

/// <summary>How fast an import goes.</summary>
internal static class Pace
{
    public static double PerSecond(ImportProgress progress, TimeSpan elapsed) =>
        elapsed > TimeSpan.Zero ? progress.Documents / elapsed.TotalSeconds : 0;

    /// <summary>The time left at the pace so far, as hours, minutes and seconds.</summary>
    public static string TimeLeft(ImportProgress progress, TimeSpan elapsed)
    {
        if (progress.Fraction <= 0)
            return "?";
        var left = Math.Min(elapsed.TotalSeconds * ((1 - progress.Fraction) / progress.Fraction), TimeSpan.FromDays(9).TotalSeconds);
        return TimeSpan.FromSeconds(Math.Round(left)).ToString(left >= 86_400 ? "d\\.hh\\:mm\\:ss" : "h\\:mm\\:ss", CultureInfo.InvariantCulture);
    }
}

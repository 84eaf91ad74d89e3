using System.Globalization;

namespace JobsGateway.Gateway.Parity.Verdicts;

/// <summary>The exact upper bound of a rate of which nothing was seen in so many tries: the rate at which that would happen in 5 % of all cases.</summary>
internal static class RateBound
{
    /// <summary>How sure the bound is.</summary>
    public const double Confidence = 0.95;

    /// <summary>1 - 0.05^(1/n): Clopper and Pearson's one-sided bound where none of n was seen.</summary>
    public static double Of(long tries) => tries == 0 ? 1 : 1 - Math.Pow(1 - Confidence, 1.0 / tries);

    /// <summary>How many tries without a difference bring the bound down to this rate.</summary>
    public static long Needed(double rate) => (long)Math.Ceiling(Math.Log(1 - Confidence) / double.LogP1(-rate));

    /// <summary>Whether a run without any is longer than chance makes it, in 95 % of all cases, at this rate.</summary>
    public static bool HasCeased(double rate, long run) => Math.Pow(1 - rate, run) <= 1 - Confidence;

    /// <summary>The rate in per cent, rounded up to two digits behind the point, or to the first that is not 0.</summary>
    public static string Percent(double rate)
    {
        var percent = 100 * rate;
        var digits = percent > 0 ? Math.Clamp((int)Math.Ceiling(-Math.Log10(percent)), 2, 10) : 2;
        var scale = Math.Pow(10, digits);
        return (Math.Ceiling(Math.Round(percent * scale, 6)) / scale).ToString($"F{digits}", CultureInfo.InvariantCulture) + " %";
    }
}

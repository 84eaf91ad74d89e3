using System.Globalization;

namespace JobsGateway.Gateway.JavaScript;

/// <summary>JavaScript's Date as <c>JSON.stringify</c> writes it.</summary>
internal static class JavaScriptDate
{
    // ECMA-262, 21.4.1.1: a time value lies within 100,000,000 days of 1970.
    private const double MaxMilliseconds = 8.64e15;
    private const long MillisecondsPerDay = 86_400_000;

    // The Gregorian calendar repeats every 400 years, so a day far off has the form of the same day near 1970.
    private const long DaysPerCycle = 146_097;
    private const int YearsPerCycle = 400;

    /// <summary><c>new Date(milliseconds).toJSON()</c>: years of six digits and a sign outside 0 to 9999, null where it is no date.</summary>
    /// <param name="milliseconds">Since 1970 (UTC); fractions are cut off towards zero.</param>
    public static string? ToJson(double milliseconds)
    {
        if (!(Math.Abs(milliseconds) <= MaxMilliseconds))
            return null;
        var whole = (long)milliseconds;
        var cycles = (long)Math.Floor((double)whole / (DaysPerCycle * MillisecondsPerDay));
        var near = DateTime.UnixEpoch.AddMilliseconds(whole - (cycles * DaysPerCycle * MillisecondsPerDay));
        var year = near.Year + (cycles * YearsPerCycle);
        var yearText = year is >= 0 and <= 9999
            ? year.ToString("0000", CultureInfo.InvariantCulture)
            : year.ToString("+000000;-000000", CultureInfo.InvariantCulture);
        return yearText + near.ToString("'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'", CultureInfo.InvariantCulture);
    }
}

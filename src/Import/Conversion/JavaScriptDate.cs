using System.Buffers.Text;
using System.Globalization;

namespace JobsGateway.Import.Conversion;

/// <summary>A JavaScript Date: milliseconds since 1970 as a number; NaN is the invalid date. Years reach from -271821 to 275760.</summary>
internal static class JavaScriptDate
{
    /// <summary>No ISO form is longer: <c>+275760-09-13T00:00:00.000Z</c>.</summary>
    public const int MaxIsoLength = 27;

    private const long MsPerDay = 86_400_000;
    private const double MaxTime = 8.64e15;

    private static readonly string[] Days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>What <c>new Date(number)</c> keeps of a number: whole milliseconds in range, else NaN.</summary>
    public static double Clip(double time) =>
        Math.Abs(time) <= MaxTime ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>Days since 1970 of a date of the Gregorian calendar, which runs backwards for ever; a day beyond the month's end runs on.</summary>
    /// <remarks>http://howardhinnant.github.io/date_algorithms.html#days_from_civil</remarks>
    public static long DayNumber(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = Math.DivRem(year >= 0 ? year : year - 399, 400).Quotient;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    /// <summary>Writes the ISO form of a valid date and returns its length.</summary>
    public static int FormatIso(double time, Span<byte> destination)
    {
        var (year, month, day, inDay) = Split(time);
        var at = 0;
        if (year is >= 0 and <= 9999)
        {
            Add(destination, ref at, year, 4);
        }
        else
        {
            destination[at++] = (byte)(year < 0 ? '-' : '+');
            Add(destination, ref at, Math.Abs(year), 6);
        }

        destination[at++] = (byte)'-';
        Add(destination, ref at, month, 2);
        destination[at++] = (byte)'-';
        Add(destination, ref at, day, 2);
        destination[at++] = (byte)'T';
        Add(destination, ref at, inDay / 3_600_000, 2);
        destination[at++] = (byte)':';
        Add(destination, ref at, inDay / 60_000 % 60, 2);
        destination[at++] = (byte)':';
        Add(destination, ref at, inDay / 1000 % 60, 2);
        destination[at++] = (byte)'.';
        Add(destination, ref at, inDay % 1000, 3);
        destination[at++] = (byte)'Z';
        return at;
    }

    /// <summary>What <c>Date.prototype.toString</c> says on a server that runs in UTC.</summary>
    public static string ToText(double time)
    {
        if (double.IsNaN(time))
            return "Invalid Date";
        var (year, month, day, inDay) = Split(time);
        var weekday = Days[(((long)Math.Floor(time / MsPerDay) % 7) + 7) % 7];
        return string.Create(CultureInfo.InvariantCulture,
            $"{weekday} {Months[month - 1]} {day:00} {(year < 0 ? "-" : "")}{Math.Abs(year):0000} {inDay / 3_600_000:00}:{inDay / 60_000 % 60:00}:{inDay / 1000 % 60:00} GMT+0000 (Coordinated Universal Time)");
    }

    // http://howardhinnant.github.io/date_algorithms.html#civil_from_days
    private static (long Year, int Month, int Day, long InDay) Split(double time)
    {
        var days = (long)Math.Floor(time / MsPerDay);
        var inDay = (long)time - (days * MsPerDay);
        var z = days + 719_468;
        var era = Math.DivRem(z >= 0 ? z : z - 146_096, 146_097).Quotient;
        var dayOfEra = z - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1), inDay);
    }

    private static void Add(Span<byte> destination, ref int at, long number, int width)
    {
        Utf8Formatter.TryFormat(number, destination[at..], out _, new System.Buffers.StandardFormat('D', (byte)width));
        at += width;
    }
}

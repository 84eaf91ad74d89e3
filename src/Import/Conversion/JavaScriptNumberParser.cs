using System.Globalization;

namespace JobsGateway.Import.Conversion;

/// <summary>Reads text as JavaScript's <c>Number(text)</c> does; NaN where it is no number.</summary>
/// <remarks>https://tc39.es/ecma262/#sec-stringtonumber</remarks>
internal static class JavaScriptNumberParser
{
    public static double Parse(string text)
    {
        var trimmed = text.AsSpan().Trim(JavaScriptWhiteSpace.All);
        if (trimmed.IsEmpty)
            return 0;
        if (trimmed.Length > 2 && trimmed[0] == '0')
        {
            switch (trimmed[1] | 0x20)
            {
                case 'x':
                    return ParseRadix(trimmed[2..], 16);
                case 'o':
                    return ParseRadix(trimmed[2..], 8);
                case 'b':
                    return ParseRadix(trimmed[2..], 2);
            }
        }

        var unsigned = trimmed[0] is '+' or '-' ? trimmed[1..] : trimmed;
        if (unsigned.SequenceEqual("Infinity"))
            return trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        // The framework takes names such as "nan" as well; JavaScript does not.
        return !unsigned.IsEmpty && unsigned[0] is (>= '0' and <= '9') or '.' &&
            double.TryParse(trimmed, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite),
                CultureInfo.InvariantCulture, out var value)
            ? value
            : double.NaN;
    }

    // Through an integer, so that long literals round once, to even, as the language asks.
    private static double ParseRadix(ReadOnlySpan<char> digits, int radix)
    {
        var value = System.Numerics.BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return double.NaN;
            value = (value * radix) + digit;
        }

        return double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.Numerics;
using System.Text;

namespace JobsGateway.Comparison.Text;

/// <summary>Numbers of JSON by their exact value, of any size.</summary>
internal static class JsonNumber
{
    /// <summary>One text for all ways to write a number: its digits as a whole number without zeros at its ends, and the power of ten.</summary>
    /// <param name="number">A valid number of JSON.</param>
    public static string Canonical(ReadOnlySpan<byte> number)
    {
        var text = Encoding.ASCII.GetString(number);
        var isNegative = text[0] == '-';
        var e = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = text[(isNegative ? 1 : 0)..(e < 0 ? text.Length : e)];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var significant = digits.TrimEnd('0');
        var shift = digits.Length - significant.Length - (point < 0 ? 0 : mantissa.Length - point - 1);
        significant = significant.TrimStart('0');
        if (significant.Length == 0)
            return "0";
        return $"{(isNegative ? "-" : "")}{significant}e{Exponent(e < 0 ? "0" : text.AsSpan(e + 1)) + shift}";
    }

    private static BigInteger Exponent(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? small : BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

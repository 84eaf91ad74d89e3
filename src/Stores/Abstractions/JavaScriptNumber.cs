using System.Globalization;
using System.Text;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Prints numbers as JavaScript's <c>Number.prototype.toString</c> does.</summary>
/// <remarks>Both runtimes find the same shortest digits that round-trip; only the layout differs
/// (https://tc39.es/ecma262/#sec-numeric-types-number-tostring).</remarks>
public static class JavaScriptNumber
{
    /// <summary>No number is longer, exponent and sign included.</summary>
    public const int MaxLength = 32;

    /// <summary>The largest size up to which every integer has a double of its own.</summary>
    public const long MaxExactInteger = 1L << 53;

    /// <summary>The number as text.</summary>
    public static string ToText(double value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>Writes the number and returns its length.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
        {
            var name = double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
            name.CopyTo(destination);
            return name.Length;
        }

        if (Math.Abs(value) <= MaxExactInteger && value == Math.Truncate(value))
        {
            ((long)value).TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
            return length;
        }

        return FormatShortest(value, destination);
    }

    private static int FormatShortest(double value, Span<byte> destination)
    {
        Span<byte> scientific = stackalloc byte[MaxLength];
        value.TryFormat(scientific, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxLength];
        var count = Digits(scientific[..length], digits, out var point);
        var output = new Output(destination);
        if (value < 0)
            output.Add("-"u8);
        Lay(digits[..count], point, ref output);
        return output.Length;
    }

    // The digits without leading and trailing zeros, and where the decimal point stands relative to the first of them.
    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits, out int point)
    {
        int count = 0, exponent = 0, integerDigits = -1;
        var mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        point = 0;
        foreach (var c in text)
        {
            if (c == '.')
                integerDigits = count + point;
            else if (c == '0' && count == 0)
                point += integerDigits < 0 ? 0 : -1;
            else if (c != '-')
                digits[count++] = c;
        }

        point = (integerDigits < 0 ? count : integerDigits == 0 ? point : integerDigits) + exponent;
        return digits[..count].TrimEnd((byte)'0').Length;
    }

    private static void Lay(scoped ReadOnlySpan<byte> digits, int point, ref Output output)
    {
        if (point is > 0 and <= 21)
        {
            output.Add(digits[..Math.Min(point, digits.Length)]);
            output.AddZeros(point - digits.Length);
            if (digits.Length > point)
                output.Add("."u8, digits[point..]);
        }
        else if (point is > -6 and <= 0)
        {
            output.Add("0."u8);
            output.AddZeros(-point);
            output.Add(digits);
        }
        else
        {
            output.Add(digits[..1]);
            if (digits.Length > 1)
                output.Add("."u8, digits[1..]);
            output.AddExponent(point - 1);
        }
    }

    private ref struct Output(Span<byte> destination)
    {
        private readonly Span<byte> _destination = destination;

        public int Length { get; private set; }

        public void Add(scoped ReadOnlySpan<byte> text)
        {
            text.CopyTo(_destination[Length..]);
            Length += text.Length;
        }

        public void Add(scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second)
        {
            Add(first);
            Add(second);
        }

        public void AddZeros(int count)
        {
            for (; count > 0; count--)
                Add("0"u8);
        }

        public void AddExponent(int exponent)
        {
            Add(exponent < 0 ? "e-"u8 : "e+"u8);
            Math.Abs(exponent).TryFormat(_destination[Length..], out var length, default, CultureInfo.InvariantCulture);
            Length += length;
        }
    }
}

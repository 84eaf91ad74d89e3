namespace JobsGateway.Gateway.JavaScript;

/// <summary>A JSON number, walked from its sign or first digit to behind its last digit.</summary>
internal static class JsonNumberGrammar
{
    public static JsonFault? Walk(ReadOnlySpan<char> text, ref int position)
    {
        if (text[position] == '-')
        {
            position++;
            if (!IsDigit(text, position))
                return new JsonFault(position, "No number after minus sign in JSON");
        }

        if (text[position] == '0')
        {
            position++;
            if (IsDigit(text, position))
                return new JsonFault(position);
        }

        SkipDigits(text, ref position);
        if (position < text.Length && text[position] == '.')
        {
            position++;
            if (!IsDigit(text, position))
                return new JsonFault(position, "Unterminated fractional number in JSON");
            SkipDigits(text, ref position);
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            position++;
            if (position < text.Length && text[position] is '+' or '-')
                position++;
            if (!IsDigit(text, position))
                return new JsonFault(position, "Exponent part is missing a number in JSON");
            SkipDigits(text, ref position);
        }

        return null;
    }

    private static void SkipDigits(ReadOnlySpan<char> text, ref int position)
    {
        while (IsDigit(text, position))
            position++;
    }

    private static bool IsDigit(ReadOnlySpan<char> text, int position) => position < text.Length && char.IsAsciiDigit(text[position]);
}

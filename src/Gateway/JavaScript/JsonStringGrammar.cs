namespace JobsGateway.Gateway.JavaScript;

/// <summary>A JSON string literal, walked from its opening quote to behind the closing one.</summary>
internal readonly ref struct JsonStringGrammar(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public JsonFault? Walk(ref int position)
    {
        for (position++; position < _text.Length; position++)
        {
            switch (_text[position])
            {
                case '"':
                    position++;
                    return null;
                case '\\':
                    position++;
                    if (Escape(ref position) is { } fault)
                        return fault;
                    break;
                case < ' ':
                    return new JsonFault(position, "Bad control character in string literal in JSON");
            }
        }

        return new JsonFault(position, "Unterminated string in JSON");
    }

    // Leaves the position at the last character of the escape.
    private JsonFault? Escape(ref int position)
    {
        if (position == _text.Length)
            return new JsonFault(position);
        switch (_text[position])
        {
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                return null;
            case 'u':
                for (var digit = 0; digit < 4; digit++)
                {
                    position++;
                    if (position == _text.Length || !char.IsAsciiHexDigit(_text[position]))
                        return new JsonFault(position, "Bad Unicode escape in JSON");
                }

                return null;
            // V8 has a table of escapes for Latin-1 only; beyond it the character itself is what it did not expect.
            case > '\u00ff':
                return new JsonFault(position);
            default:
                return new JsonFault(position, "Bad escaped character in JSON");
        }
    }
}

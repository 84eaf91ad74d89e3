namespace JobsGateway.Import.Conversion;

/// <summary>Cuts a date string into tokens as V8 does, with one token of look-ahead.</summary>
internal ref struct DateTokenizer
{
    // A number's further digits are skipped, not refused.
    private const int MaxSignificantDigits = 9;

    private static readonly (string Prefix, DateTokenKind Kind, int Value)[] Keywords =
    [
        ("jan", DateTokenKind.Month, 1), ("feb", DateTokenKind.Month, 2), ("mar", DateTokenKind.Month, 3), ("apr", DateTokenKind.Month, 4),
        ("may", DateTokenKind.Month, 5), ("jun", DateTokenKind.Month, 6), ("jul", DateTokenKind.Month, 7), ("aug", DateTokenKind.Month, 8),
        ("sep", DateTokenKind.Month, 9), ("oct", DateTokenKind.Month, 10), ("nov", DateTokenKind.Month, 11), ("dec", DateTokenKind.Month, 12),
        ("am", DateTokenKind.AmPm, 0), ("pm", DateTokenKind.AmPm, 12),
        ("ut", DateTokenKind.TimeZone, 0), ("utc", DateTokenKind.TimeZone, 0), ("z", DateTokenKind.TimeZone, 0), ("gmt", DateTokenKind.TimeZone, 0),
        ("cdt", DateTokenKind.TimeZone, -5), ("cst", DateTokenKind.TimeZone, -6), ("edt", DateTokenKind.TimeZone, -4), ("est", DateTokenKind.TimeZone, -5),
        ("mdt", DateTokenKind.TimeZone, -6), ("mst", DateTokenKind.TimeZone, -7), ("pdt", DateTokenKind.TimeZone, -7), ("pst", DateTokenKind.TimeZone, -8),
        ("t", DateTokenKind.TimeSeparator, 0),
    ];

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    public DateTokenizer(ReadOnlySpan<char> text)
    {
        _text = text;
        Peek = Scan();
    }

    /// <summary>The next token; it stays.</summary>
    public DateToken Peek { get; private set; }

    /// <summary>Takes the next token.</summary>
    public DateToken Next()
    {
        var token = Peek;
        Peek = Scan();
        return token;
    }

    /// <summary>Takes the next token where it is this symbol.</summary>
    public bool Skip(char symbol)
    {
        if (!Peek.IsSymbol(symbol))
            return false;
        Next();
        return true;
    }

    private DateToken Scan()
    {
        if (_at >= _text.Length || _text[_at] == '\0')
            return new DateToken(DateTokenKind.End);
        var c = _text[_at];
        if (char.IsAsciiDigit(c))
            return Number();
        if (c is ':' or '-' or '+' or '.' or ')')
        {
            _at++;
            return new DateToken(DateTokenKind.Symbol, c, 1);
        }

        if (IsWordChar(c))
            return Word();
        if (JavaScriptWhiteSpace.Contains(c))
        {
            _at++;
            return new DateToken(DateTokenKind.WhiteSpace, 0, 1);
        }

        if (c == '(')
            SkipParentheses();
        else
            _at++;
        return new DateToken(DateTokenKind.Unknown);
    }

    private DateToken Number()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] == '0')
            _at++;
        var value = 0;
        for (var significant = 0; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++, significant++)
        {
            if (significant < MaxSignificantDigits)
                value = (value * 10) + _text[_at] - '0';
        }

        return new DateToken(DateTokenKind.Number, value, _at - start);
    }

    // Only months may go on after their first three letters.
    private DateToken Word()
    {
        var start = _at;
        while (_at < _text.Length && IsWordChar(_text[_at]))
            _at++;
        var word = _text[start.._at];
        foreach (var (prefix, kind, value) in Keywords)
        {
            if (word.Length == prefix.Length || kind == DateTokenKind.Month && word.Length > prefix.Length)
            {
                if (Matches(word, prefix))
                    return new DateToken(kind, value, word.Length);
            }
        }

        return new DateToken(DateTokenKind.Word, 0, word.Length);
    }

    private void SkipParentheses()
    {
        var depth = 0;
        do
        {
            depth += _text[_at] switch { '(' => 1, ')' => -1, _ => 0 };
            _at++;
        }
        while (depth > 0 && _at < _text.Length);
    }

    private static bool Matches(ReadOnlySpan<char> word, string prefix)
    {
        for (var i = 0; i < prefix.Length; i++)
        {
            if ((word[i] | 0x20) != prefix[i])
                return false;
        }

        return true;
    }

    // The engine takes the line separators U+2028 and U+2029 for letters here.
    private static bool IsWordChar(char c) => c >= 'A' && (c is '\u2028' or '\u2029' || !JavaScriptWhiteSpace.Contains(c));
}

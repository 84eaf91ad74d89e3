namespace JobsGateway.Import.Conversion;

/// <summary>A piece of a date string.</summary>
internal enum DateTokenKind
{
    End,
    Number,
    Symbol,
    WhiteSpace,
    Month,
    AmPm,
    TimeZone,
    TimeSeparator,
    Word,
    Unknown,
}

/// <summary>A piece of a date string: its kind, its value (the number, the month, the hours of a zone, the symbol) and its length.</summary>
internal readonly record struct DateToken(DateTokenKind Kind, int Value = 0, int Length = 0)
{
    public bool IsNumber => Kind == DateTokenKind.Number;

    public bool IsEnd => Kind == DateTokenKind.End;

    public bool IsSign => IsSymbol('+') || IsSymbol('-');

    /// <summary>The letter Z, as opposed to a longer name of the same zone.</summary>
    public bool IsZ => Kind == DateTokenKind.TimeZone && Length == 1;

    public bool IsSymbol(char symbol) => Kind == DateTokenKind.Symbol && Value == symbol;

    public bool IsNumberOfLength(int length) => IsNumber && Length == length;
}

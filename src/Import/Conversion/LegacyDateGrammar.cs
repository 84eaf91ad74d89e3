namespace JobsGateway.Import.Conversion;

/// <summary>The forgiving grammar: numbers, names of months and zones, words before the first number, text in parentheses.</summary>
internal static class LegacyDateGrammar
{
    public static bool Read(ref DateTokenizer scanner, DateToken token, DayComposer day, TimeComposer time, ZoneComposer zone)
    {
        var hasReadNumber = !day.IsEmpty;
        for (; !token.IsEnd; token = scanner.Next())
        {
            var isFine = token.Kind switch
            {
                DateTokenKind.Number => ReadNumber(ref scanner, token.Value, day, time, zone),
                DateTokenKind.Month or DateTokenKind.AmPm or DateTokenKind.TimeZone or DateTokenKind.TimeSeparator or DateTokenKind.Word =>
                    ReadWord(ref scanner, token, hasReadNumber, day, time, zone),
                DateTokenKind.Symbol when token.IsSign && (zone.IsUtc || !time.IsEmpty) => ReadOffset(ref scanner, token, zone, ref hasReadNumber),
                DateTokenKind.Symbol => !((token.IsSign || token.IsSymbol(')')) && hasReadNumber),
                _ => true,
            };
            if (!isFine)
                return false;
            hasReadNumber |= token.IsNumber;
        }

        return true;
    }

    private static bool ReadNumber(ref DateTokenizer scanner, int number, DayComposer day, TimeComposer time, ZoneComposer zone)
    {
        if (scanner.Skip(':'))
        {
            if (scanner.Skip(':'))
                return time.IsEmpty && time.Add(number) && time.Add(0);
            if (!time.Add(number))
                return false;
            scanner.Skip('.');
            return true;
        }

        if (scanner.Skip('.') && time.IsExpecting(number))
        {
            time.Add(number);
            if (!scanner.Peek.IsNumber)
                return false;
            time.AddFinal(IsoDateGrammar.Milliseconds(scanner.Next()));
            return true;
        }

        if (zone.IsExpecting(number))
        {
            zone.SetMinute(number);
            return true;
        }

        if (time.IsExpecting(number))
        {
            time.AddFinal(number);
            return scanner.Peek.IsEnd || scanner.Peek.Kind == DateTokenKind.WhiteSpace || scanner.Peek.IsZ || scanner.Peek.IsSign;
        }

        var isAdded = day.Add(number);
        scanner.Skip('-');
        return isAdded;
    }

    private static bool ReadWord(
        ref DateTokenizer scanner, DateToken word, bool hasReadNumber, DayComposer day, TimeComposer time, ZoneComposer zone)
    {
        switch (word.Kind)
        {
            case DateTokenKind.AmPm when !time.IsEmpty:
                time.SetHourOffset(word.Value);
                return true;
            case DateTokenKind.Month:
                day.SetNamedMonth(word.Value);
                scanner.Skip('-');
                return true;
            case DateTokenKind.TimeZone when hasReadNumber:
                zone.SetHours(word.Value);
                return true;
            default:
                // Words are ignored before the first number, which must not touch them.
                return !hasReadNumber && !scanner.Peek.IsNumber;
        }
    }

    private static bool ReadOffset(ref DateTokenizer scanner, DateToken sign, ZoneComposer zone, ref bool hasReadNumber)
    {
        zone.SetSign(sign.IsSymbol('+') ? 1 : -1);
        var number = scanner.Peek.IsNumber ? scanner.Next() : default;
        hasReadNumber = true;
        if (scanner.Peek.IsSymbol(':'))
            zone.SetAbsolute(number.Value, null);
        else if (number.Length is 1 or 2)
            zone.SetAbsolute(number.Value, 0);
        else if (number.Length is 3 or 4)
            zone.SetAbsolute(number.Value / 100, number.Value % 100);
        else
            return false;
        return true;
    }
}

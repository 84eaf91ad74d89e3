namespace JobsGateway.Import.Conversion;

/// <summary>Reads a date string as <c>Date.parse</c> does in Node: ISO 8601 first, then the forgiving legacy grammar of V8.</summary>
/// <remarks>The legacy grammar is the engine's own, so this follows its algorithm step by step:
/// https://github.com/v8/v8/blob/main/src/date/dateparser-inl.h. A time without a zone is local time; UTC here, as Studio's servers run.</remarks>
internal static class JavaScriptDateParser
{
    private enum IsoResult
    {
        Complete,
        Invalid,
        Legacy,
    }

    /// <summary>Milliseconds since 1970; NaN where the text is no date.</summary>
    public static double Parse(ReadOnlySpan<char> text)
    {
        var scanner = new DateTokenizer(text);
        var (day, time, zone) = (new DayComposer(), new TimeComposer(), new ZoneComposer());
        var isRead = ReadIso(ref scanner, day, time, zone, out var unhandled) switch
        {
            IsoResult.Complete => true,
            IsoResult.Legacy => ReadLegacy(ref scanner, unhandled, day, time, zone),
            _ => false,
        };
        return isRead && day.Compose() is { } days && time.Compose() is { } inDay
            ? JavaScriptDate.Clip((days * 86_400_000d) + inDay - zone.Compose())
            : double.NaN;
    }

    private static IsoResult ReadIso(ref DateTokenizer scanner, DayComposer day, TimeComposer time, ZoneComposer zone, out DateToken unhandled)
    {
        if (!ReadIsoDay(ref scanner, day, out unhandled))
            return IsoResult.Legacy;
        if (scanner.Peek.Kind == DateTokenKind.TimeSeparator)
        {
            scanner.Next();
            if (!ReadIsoTime(ref scanner, time) || !ReadIsoZone(ref scanner, zone) || !scanner.Peek.IsEnd)
                return IsoResult.Invalid;
        }
        else if (!scanner.Peek.IsEnd)
        {
            unhandled = scanner.Next();
            return IsoResult.Legacy;
        }

        day.IsIso = true;
        return IsoResult.Complete;
    }

    private static bool ReadIsoDay(ref DateTokenizer scanner, DayComposer day, out DateToken unhandled)
    {
        if (scanner.Peek.IsSign)
        {
            unhandled = scanner.Next();
            if (!scanner.Peek.IsNumberOfLength(6))
                return false;
            var year = scanner.Next().Value;
            if (unhandled.IsSymbol('-') && year == 0)
                return false;
            day.Add(unhandled.IsSymbol('-') ? -year : year);
        }
        else if (scanner.Peek.IsNumberOfLength(4))
        {
            day.Add(scanner.Next().Value);
        }
        else
        {
            unhandled = scanner.Next();
            return false;
        }

        for (var max = 12; max <= 31 && scanner.Skip('-'); max += 19)
        {
            if (!IsIn(scanner.Peek, 1, max))
            {
                unhandled = scanner.Next();
                return false;
            }

            day.Add(scanner.Next().Value);
        }

        unhandled = default;
        return true;
    }

    private static bool ReadIsoTime(ref DateTokenizer scanner, TimeComposer time)
    {
        if (!IsIn(scanner.Peek, 0, 24))
            return false;
        var hour = scanner.Next().Value;
        // 24:00:00.000 is the midnight at the end of a day; nothing else may start with 24.
        var max = hour == 24 ? 0 : 59;
        time.Add(hour);
        if (!scanner.Skip(':') || !IsIn(scanner.Peek, 0, max))
            return false;
        time.Add(scanner.Next().Value);
        if (!scanner.Skip(':'))
            return true;
        if (!IsIn(scanner.Peek, 0, max))
            return false;
        time.Add(scanner.Next().Value);
        if (!scanner.Skip('.'))
            return true;
        if (!scanner.Peek.IsNumber || (hour == 24 && scanner.Peek.Value > 0))
            return false;
        time.Add(Milliseconds(scanner.Next()));
        return true;
    }

    private static bool ReadIsoZone(ref DateTokenizer scanner, ZoneComposer zone)
    {
        if (scanner.Peek.IsZ)
        {
            scanner.Next();
            zone.SetHours(0);
            return true;
        }

        if (!scanner.Peek.IsSign)
            return true;
        zone.SetSign(scanner.Next().Value == '+' ? 1 : -1);
        if (scanner.Peek.IsNumberOfLength(4))
        {
            var both = scanner.Next().Value;
            zone.SetAbsolute(both / 100, both % 100);
            return both / 100 < 24 && both % 100 < 60;
        }

        if (!IsIn(scanner.Peek, 0, 23))
            return false;
        var hour = scanner.Next().Value;
        if (!scanner.Skip(':') || !IsIn(scanner.Peek, 0, 59))
            return false;
        zone.SetAbsolute(hour, scanner.Next().Value);
        return true;
    }

    private static bool ReadLegacy(ref DateTokenizer scanner, DateToken token, DayComposer day, TimeComposer time, ZoneComposer zone)
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
            time.AddFinal(Milliseconds(scanner.Next()));
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

    private static bool IsIn(DateToken token, int min, int max) => token.IsNumberOfLength(2) && token.Value >= min && token.Value <= max;

    // The first three digits after the point. The engine counts skipped leading zeros as digits but keeps nine significant ones.
    private static int Milliseconds(DateToken token)
    {
        var value = token.Value;
        if (token.Length <= 2)
            return value * (token.Length == 1 ? 100 : 10);
        for (var length = Math.Min(token.Length, 9); length > 3; length--)
            value /= 10;
        return value;
    }
}

namespace JobsGateway.Import.Conversion;

/// <summary>How far the ISO grammar came.</summary>
internal enum IsoResult
{
    Complete,
    Invalid,
    Legacy,
}

/// <summary>The date-time string of the language: <c>[+-yy]yyyy[-MM[-DD]][THH:mm[:ss[.sss]][Z|+-hh:mm]]</c>.</summary>
/// <remarks>What was read before it turned out not to fit stays read: the legacy grammar goes on from there.</remarks>
internal static class IsoDateGrammar
{
    public static IsoResult Read(ref DateTokenizer scanner, DayComposer day, TimeComposer time, ZoneComposer zone, out DateToken unhandled)
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

    private static bool IsIn(DateToken token, int min, int max) => token.IsNumberOfLength(2) && token.Value >= min && token.Value <= max;

    // The first three digits after the point. The engine counts skipped leading zeros as digits but keeps nine significant ones.
    public static int Milliseconds(DateToken token)
    {
        var value = token.Value;
        if (token.Length <= 2)
            return value * (token.Length == 1 ? 100 : 10);
        for (var length = Math.Min(token.Length, 9); length > 3; length--)
            value /= 10;
        return value;
    }
}

namespace JobsGateway.Import.Conversion;

/// <summary>Reads a date string as <c>Date.parse</c> does in Node: ISO 8601 first, then the forgiving legacy grammar of V8.</summary>
/// <remarks>The legacy grammar is the engine's own, so this follows its algorithm step by step:
/// https://github.com/v8/v8/blob/main/src/date/dateparser-inl.h. A time without a zone is local time; UTC here, as Studio's servers run.</remarks>
internal static class JavaScriptDateParser
{
    /// <summary>Milliseconds since 1970; NaN where the text is no date.</summary>
    public static double Parse(ReadOnlySpan<char> text)
    {
        var scanner = new DateTokenizer(text);
        var (day, time, zone) = (new DayComposer(), new TimeComposer(), new ZoneComposer());
        var isRead = IsoDateGrammar.Read(ref scanner, day, time, zone, out var unhandled) switch
        {
            IsoResult.Complete => true,
            IsoResult.Legacy => LegacyDateGrammar.Read(ref scanner, unhandled, day, time, zone),
            _ => false,
        };
        return isRead && day.Compose() is { } days && time.Compose() is { } inDay
            ? JavaScriptDate.Clip((days * 86_400_000d) + inDay - zone.Compose())
            : double.NaN;
    }
}

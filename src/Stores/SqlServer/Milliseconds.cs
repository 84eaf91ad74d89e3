namespace JobsGateway.Stores.SqlServer;

/// <summary>Moments as <c>datetime2(3)</c> keeps them: UTC, whole milliseconds. The server would round to the nearest, so it is done here.</summary>
internal static class Milliseconds
{
    private static readonly DateTime Last = Before(DateTimeOffset.MaxValue);

    /// <summary>The last whole millisecond at or before a moment, as documents show it.</summary>
    public static DateTime? Before(DateTimeOffset? moment) => moment is { } m ? Before(m) : null;

    /// <inheritdoc cref="Before(DateTimeOffset?)"/>
    public static DateTime Before(DateTimeOffset moment) => moment.UtcDateTime.AddTicks(-(moment.UtcTicks % TimeSpan.TicksPerMillisecond));

    /// <summary>The first whole millisecond at or after a moment: with it, comparing milliseconds equals comparing moments.</summary>
    public static DateTime? AtOrAfter(DateTimeOffset? moment)
    {
        if (moment is not { } m)
            return null;
        var before = Before(m);
        return before == m.UtcDateTime || before == Last ? before : before.AddMilliseconds(1);
    }
}

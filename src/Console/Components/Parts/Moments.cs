using System.Globalization;

namespace JobsGateway.WebConsole.Components.Parts;

/// <summary>Moments as they are shown: in UTC, as logs and jobs have them.</summary>
internal static class Moments
{
    /// <summary>To the second.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in the largest unit that fits.</summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalSeconds: < 2 } => "just now",
        { TotalMinutes: < 2 } span => $"{span.TotalSeconds:0} s ago",
        { TotalHours: < 2 } span => $"{span.TotalMinutes:0} min ago",
        { TotalDays: < 2 } span => $"{span.TotalHours:0} h ago",
        var span => $"{span.TotalDays:0} days ago",
    };
}

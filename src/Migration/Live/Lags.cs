using System.Globalization;

namespace JobsGateway.Migration.Live;

/// <summary>How far behind something is, for people.</summary>
internal static class Lags
{
    // Clusters tell time to the second, and a quiet one is heard of about once a second.
    private static readonly TimeSpan None = TimeSpan.FromSeconds(2);

    public static string Text(TimeSpan lag) => lag switch
    {
        _ when lag < None => "up to date",
        _ when lag < TimeSpan.FromMinutes(1) => string.Create(CultureInfo.InvariantCulture, $"{lag.TotalSeconds:0.0} s behind"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)lag.TotalHours}:{lag:mm\\:ss} behind"),
    };
}

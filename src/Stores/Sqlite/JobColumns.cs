using System.Text;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>How values of a job become column values.</summary>
internal static class JobColumns
{
    /// <summary>The rows of jobs that a retry may apply to, in the words of the partial indexes: SQLite uses those only where a query repeats their condition.</summary>
    public const string Retryable = "RetryJob IS NULL AND Status IN ('failed', 'cancelled', 'cancelRequested')";

    /// <summary>The column CorrelationId: several ids are in the table JobCorrelations instead.</summary>
    public static string? SoleCorrelationId(JobIndex index) => index.CorrelationIds.Count == 1 ? index.CorrelationIds[0] : null;

    /// <summary>Text as a parameter for <c>CAST(@p AS TEXT)</c>: the driver's own text parameters end at U+0000.</summary>
    public static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    /// <summary>The first whole millisecond at or after a moment: with it, comparing milliseconds equals comparing moments.</summary>
    public static long? MillisecondsAtOrAfter(DateTimeOffset? moment) =>
        moment is { } m ? m.ToUnixTimeMilliseconds() + (m.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1) : null;
}

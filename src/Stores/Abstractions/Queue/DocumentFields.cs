using System.Globalization;
using System.Text;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>Writes fields of a job document as Studio writes them.</summary>
internal static class DocumentFields
{
    public static JobDocument SetText(this JobDocument job, string key, string value, string? before = null) =>
        JobDocumentEditor.Set(job, key, Quote(value), before);

    public static JobDocument SetDate(this JobDocument job, string key, DateTimeOffset value, string? before = null) =>
        JobDocumentEditor.Set(job, key, Encoding.ASCII.GetBytes(Date(value)), before);

    public static JobDocument SetNumber(this JobDocument job, string key, long value, string? before = null) =>
        JobDocumentEditor.Set(job, key, Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)), before);

    public static JobDocument SetNull(this JobDocument job, string key, string? before = null) => JobDocumentEditor.Set(job, key, "null"u8, before);

    /// <summary>Merges a patch into the job's <c>data</c>; an empty patch changes nothing.</summary>
    public static JobDocument Merge(JobKind kind, JobDocument job, ReadOnlyMemory<byte> patch)
    {
        if (patch.IsEmpty)
            return job;
        using var json = job.Parse();
        var has = json.RootElement.TryGetProperty("data", out var data);
        var merged = StudioData.Merge(has ? Encoding.UTF8.GetBytes(data.GetRawText()) : default, patch, kind);
        // Data come after the name, as in every job that has them.
        return merged.IsEmpty ? JobDocumentEditor.Remove(job, "data") : JobDocumentEditor.Set(job, "data", merged.Span, before: kind == JobKind.Queue ? "status" : "priority");
    }

    /// <summary>A moment as a JSON string: ISO 8601, UTC, three digits of milliseconds.</summary>
    public static string Date(DateTimeOffset moment) =>
        '"' + moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) + '"';

    /// <summary>A text as a JSON string.</summary>
    /// <exception cref="ArgumentException">It holds half of a surrogate pair.</exception>
    public static byte[] Quote(string text) => [(byte)'"', .. JsonEncodedText.Encode(text, StudioJsonEncoder.Instance).EncodedUtf8Bytes, (byte)'"'];
}

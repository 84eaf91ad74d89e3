using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Modes.Copies;

/// <summary>Tells which of two documents of one job is from an earlier moment.</summary>
internal static class JobAge
{
    // Each only grows in the life of a job. Their form is fixed, so that they compare as texts.
    private static readonly string[] Moments = ["updatedAt", "lastFinishedAt", "lastRunAt"];

    /// <summary>Whether a document is from before the other: one of its moments is earlier or missing, or it does not tell of a retry that the other tells of.</summary>
    public static bool IsOlder(JobDocument document, JobDocument other)
    {
        using var one = document.Parse();
        using var two = other.Parse();
        if (one.RootElement.TryGetProperty("status", out _) != two.RootElement.TryGetProperty("status", out _))
            return false; // An agenda job and a queue job may share an id.
        return Moments.Any(key => string.CompareOrdinal(Text(one.RootElement, key), Text(two.RootElement, key)) < 0)
            || (Text(one.RootElement, "retryJob") is null && Text(two.RootElement, "retryJob") is { Length: > 0 });
    }

    private static string? Text(JsonElement job, string key) => job.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

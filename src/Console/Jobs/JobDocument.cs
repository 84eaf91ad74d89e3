using System.Globalization;
using System.Text.Json;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>A job as clients see it, read for people.</summary>
internal sealed class JobDocument
{
    private JobDocument(JsonElement json) => Json = json;

    /// <summary>The whole document.</summary>
    public JsonElement Json { get; }

    public string Id => Text("_id") ?? "";

    public string Name => Text("name") ?? "(no name)";

    /// <summary>Whether it is a queue job: these alone have a status.</summary>
    public bool IsQueueJob => Text("status") is not null;

    /// <summary>The status of a queue job; what the times of an agenda job say.</summary>
    public string State => Text("status") ?? (Time("failedAt"), Time("lastFinishedAt"), Time("lastRunAt"), Time("lockedAt")) switch
    {
        ({ } failed, var finished, _, _) when failed >= (finished ?? failed) => "failed",
        (_, { } finished, var run, _) when finished >= (run ?? finished) => "finished",
        (_, _, { }, { }) or (_, _, _, { }) => "running",
        _ => "scheduled",
    };

    public string? CorrelationId => Json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("correlationId", out var id) ? JsonText.Of(id) : null;

    public string? FailReason => Text("failReason");

    /// <summary>The job that retried it; null where none did.</summary>
    public string? RetryJob => Text("retryJob");

    /// <summary>What happened to it and when, in the order of time.</summary>
    public IReadOnlyList<JobEvent> Events => [.. JobEvent.Of(this)];

    /// <summary>Reads a document.</summary>
    public static JobDocument Of(JsonElement json) => new(json.Clone());

    /// <summary>A member's text; null where it is absent or no text.</summary>
    public string? Text(string name) => JsonText.Of(Json, name);

    /// <summary>A member's moment; null where there is none.</summary>
    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

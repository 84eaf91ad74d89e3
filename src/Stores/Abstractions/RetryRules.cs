using System.Text;
using System.Text.Json;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Which jobs may be retried and what a retry writes. Pure: stores bring the transaction.</summary>
/// <remarks>Queue jobs follow the deployed Studio server; the retry of agenda jobs, which the published page promises and the server lacks, is ours.</remarks>
public static class RetryRules
{
    /// <summary>The states a queue job may be retried from.</summary>
    public static IReadOnlyList<string> RetryableStatuses { get; } = ["failed", "cancelled", "cancelRequested"];

    /// <summary>The refusal where another unfinished or finished, but not failed, queue job holds the same correlation id.</summary>
    public static string CorrelationIdTaken(string correlationId, JobId holder, string? status) =>
        $"Job with the correlationId {correlationId} already exists. jobId: {holder}, status: {status ?? "null"}.";

    /// <summary>The refusal of a new agenda job where another agenda job, whatever its state, holds the same correlation id.</summary>
    public static string CorrelationIdTaken(string correlationId) => $"Job with the correlationId {correlationId} already exists";

    /// <summary>The refusal where the job was retried before.</summary>
    public static string AlreadyRetried(string? id, string? retryJob) => $"job {id} already retried with id {retryJob}";

    /// <summary>Decides whether a job may be retried, as far as its own document tells.</summary>
    public static RetryDecision Decide(JobKind kind, JobDocument document)
    {
        using var json = document.Parse();
        var job = json.RootElement;
        var id = job.StringOrNull("_id");
        var status = kind == JobKind.Queue ? TextOf(job, "status") : AgendaState.Of(job);
        if (kind == JobKind.Queue ? !RetryableStatuses.Contains(status) : status != AgendaState.Failed)
            return RetryDecision.Refuse($"Cannot retry job {id} with status {status}");
        if (job.IsTruthy("retryJob"))
            return RetryDecision.Refuse(AlreadyRetried(id, TextOf(job, "retryJob")));
        if (kind == JobKind.Agenda)
            return RetryDecision.Allow(null);
        var correlationId = job.ValueKindOf("data") == JsonValueKind.Object ? job.GetProperty("data").NonEmptyStringOrNull("correlationId") : null;
        return job.NonEmptyStringOrNull("name") is null
            ? RetryDecision.Refuse("QueueJob validation failed: name: can't be blank", correlationId)
            : RetryDecision.Allow(correlationId);
    }

    /// <summary>Makes the new job a retry inserts.</summary>
    public static RetryJob MakeJob(JobKind kind, JobDocument original, JobId newId, DateTimeOffset now)
    {
        using var json = original.Parse();
        return kind == JobKind.Queue ? MakeQueueJob(json.RootElement, newId, now) : MakeAgendaJob(json.RootElement, newId, now);
    }

    /// <summary>Links the original to the job that retried it.</summary>
    public static JobDocument Link(JobKind kind, JobDocument original, JobId newId, DateTimeOffset now)
    {
        var link = Encoding.UTF8.GetBytes($"\"{newId}\"");
        if (kind == JobKind.Agenda)
            return JobDocumentEditor.Set(original, "retryJob", link, before: "type");
        var linked = JobDocumentEditor.Set(original, "retryJob", link);
        return JobDocumentEditor.Set(linked, "updatedAt", Encoding.UTF8.GetBytes(DocumentFields.Date(now)));
    }

    private static RetryJob MakeQueueJob(JsonElement original, JobId newId, DateTimeOffset now)
    {
        var id = $"\"_id\":\"{newId}\",";
        var (name, data) = (Raw(original, "name"), DataOf(original));
        return new RetryJob(
            JobDocument.FromString(QueueJobStages.New(id, "", name, data, now)),
            JobDocument.FromString(QueueJobStages.New("", id, name, data, now)));
    }

    private static RetryJob MakeAgendaJob(JsonElement original, JobId newId, DateTimeOffset now)
    {
        var document = AgendaJobStages.New(newId, Raw(original, "name"), DataOf(original), Raw(original, "priority"), Raw(original, "shouldSaveResult"), now);
        return new RetryJob(document, document);
    }

    private static string Raw(JsonElement job, string key) => job.TryGetProperty(key, out var value) ? value.GetRawText() : "null";

    // Absent keys stay absent.
    private static ReadOnlyMemory<byte> DataOf(JsonElement job) => job.TryGetProperty("data", out var data) ? Encoding.UTF8.GetBytes(data.GetRawText()) : default;

    // As JavaScript puts a property into a text.
    private static string TextOf(JsonElement job, string key) =>
        job.StringOrNull(key) ?? (job.TryGetProperty(key, out var value) ? value.GetRawText() : "undefined");
}

/// <summary>Whether a job may be retried.</summary>
/// <param name="Refusal">Why not; null where it may, as far as the job itself tells.</param>
/// <param name="CorrelationId">The correlation id that no other queue job which is not failed may hold; null where there is nothing to check.</param>
/// <remarks>The server checks the correlation id before the name: a store asks for the holder first, then applies the refusal of a nameless job.</remarks>
public readonly record struct RetryDecision(string? Refusal, string? CorrelationId)
{
    /// <summary>The job may be retried.</summary>
    public static RetryDecision Allow(string? correlationId) => new(null, correlationId);

    /// <summary>The job may not be retried.</summary>
    public static RetryDecision Refuse(string reason, string? correlationId = null) => new(reason, correlationId);
}

/// <summary>The new job of a retry.</summary>
/// <param name="Document">As it is stored and fetched later.</param>
/// <param name="Answer">As the retry itself shows it: the same keys, in the order the server answers with.</param>
public sealed record RetryJob(JobDocument Document, JobDocument Answer);

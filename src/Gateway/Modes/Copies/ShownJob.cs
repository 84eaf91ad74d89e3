using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Modes.Copies;

/// <summary>A job as a server showed it.</summary>
/// <param name="Operation">What was asked for.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="ShownAt">When, by the server's clock.</param>
internal sealed record ShownJob(Operation Operation, ReadOnlyMemory<byte> Body, DateTimeOffset ShownAt)
{
    // The Date header has whole seconds, and an answer takes its time.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private static readonly string[] EndedStatuses = ["succeeded", "failed", "cancelled"];

    /// <summary>The operation only.</summary>
    public override string ToString() => Operation.ToString();

    /// <summary>The job as a store keeps it; null where it has not ended, where its kind can't be told or where the body is no job.</summary>
    public ImportedJob? ToEnded()
    {
        try
        {
            using var answer = new JobDocument(Body).Parse();
            if (answer.RootElement.ValueKind != JsonValueKind.Object || !answer.RootElement.TryGetProperty("data", out var job) || job.ValueKind != JsonValueKind.Object)
                return null;
            var document = new JobDocument(JsonMarshal.GetRawUtf8Value(job).ToArray());
            return KindOf(job) switch
            {
                JobKind.Queue when EndedStatuses.Contains(Text(job, "status")) => new ImportedJob(JobIndex.Read(JobKind.Queue, document), document),
                JobKind.Agenda => EndedAgendaJob(job, document),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    // An answer does not say which; a queue job has a status and no schedule, an agenda job the opposite (the contract's lists of keys).
    private JobKind? KindOf(JsonElement job)
    {
        var hasStatus = job.TryGetProperty("status", out _);
        var hasSchedule = job.TryGetProperty("nextRunAt", out _) && job.TryGetProperty("type", out _);
        return (hasStatus, hasSchedule) switch
        {
            (true, false) when Operation == Operation.FetchById => JobKind.Queue,
            (false, true) => JobKind.Agenda,
            _ => null,
        };
    }

    // A Studio server shows "now" as the next run of a job that has none; kept is what the import keeps for it: when it last ran.
    private ImportedJob? EndedAgendaJob(JsonElement job, JobDocument document)
    {
        var index = JobIndex.Read(JobKind.Agenda, document);
        if (index.Status is not (AgendaState.Completed or AgendaState.Failed) || IsSet(job, "repeatInterval") || IsSet(job, "repeatAt"))
            return null;
        if (Date(Text(job, "nextRunAt")) is not { } nextRun || nextRun > ShownAt + Moment)
            return null;
        if (nextRun < ShownAt - Moment)
            return new ImportedJob(index, document);
        var lastRun = Text(job, "lastRunAt") ?? index.Id.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new ImportedJob(index, JobDocumentEditor.Set(document, "nextRunAt", Encoding.UTF8.GetBytes($"\"{lastRun}\"")));
    }

    private static bool IsSet(JsonElement job, string key) => job.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement job, string key) => job.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}

using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>What a queue knows of a job that is to be run. It exists until the job has ended; the job's document says nothing of it.</summary>
/// <param name="Kind">The job's kind.</param>
/// <param name="Id">The job.</param>
/// <param name="Name">By which workers claim it.</param>
/// <param name="Priority">The higher, the sooner.</param>
/// <param name="DueAt">Not before.</param>
public sealed record QueueEntry(JobKind Kind, JobId Id, string Name, int Priority, DateTimeOffset DueAt)
{
    /// <summary>The entry of a new job.</summary>
    public static QueueEntry Of(NewJob job, JobId id, DateTimeOffset now) => new(job.Kind, id, job.Name, job.Priority, now + job.Delay);

    /// <summary>The entry of a job that is due now; null for a job without a name, which no worker could claim.</summary>
    public static QueueEntry? Of(JobIndex index, JobDocument document, DateTimeOffset now) =>
        index.Name is null ? null : new(index.Kind, index.Id, index.Name, PriorityOf(index.Kind, document), now);

    // Only agenda jobs say one.
    private static int PriorityOf(JobKind kind, JobDocument document)
    {
        if (kind == JobKind.Queue)
            return 0;
        using var json = document.Parse();
        return json.RootElement.TryGetProperty("priority", out var priority) && priority.ValueKind == JsonValueKind.Number && priority.TryGetInt32(out var value)
            ? value
            : 0;
    }
}

using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>Cancels a job, or asks its worker to, inside a write transaction.</summary>
internal sealed class Canceller(WriteSession session, TimeProvider clock)
{
    /// <summary>The job a cancellation means: the queue job where both kinds have the id.</summary>
    internal const string ByIdQueueFirst =
        """
        SELECT j.Sequence, j.Kind, j.Status, j.SourceHash, q.Sequence AS Entry, q.LeaseToken, q.IsCancelRequested, CAST(j.Document AS BLOB) AS Document
        FROM Jobs AS j LEFT JOIN QueueEntries AS q ON q.Sequence = j.Sequence
        WHERE j.Id = @Id ORDER BY j.Kind DESC LIMIT 1
        """;

    public JobOutcome Cancel(JobId id)
    {
        if (session.Query<Row>(ByIdQueueFirst, new { Id = id.ToString() }).FirstOrDefault() is not { } job)
            return JobOutcome.NotFound;
        var kind = (JobKind)job.Kind;
        if (kind == JobKind.Agenda || job.Entry is null)
            return JobOutcome.Refused(CancelRules.Refusal(kind, id, isImported: job.SourceHash is not null, job.Status));
        var document = new JobDocument(job.Document);
        if (job.IsCancelRequested == 1)
            return JobOutcome.Found(document);

        var queue = new QueueTable(session);
        var isLeased = job.LeaseToken is not null;
        var changed = isLeased ? JobStages.RequestCancel(document, clock.GetUtcNow()) : JobStages.Cancel(document, clock.GetUtcNow());
        queue.Write(job.Sequence, kind, changed);
        if (isLeased)
            queue.RequestCancel(job.Sequence);
        else
            queue.Remove(job.Sequence);
        return JobOutcome.Found(changed);
    }

    private sealed record Row(
        long Sequence, long Kind, string? Status, byte[]? SourceHash, long? Entry, string? LeaseToken, long? IsCancelRequested, byte[] Document);
}

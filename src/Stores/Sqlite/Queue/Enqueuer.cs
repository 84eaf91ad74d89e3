using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>Inserts a new job and its entry inside a write transaction.</summary>
internal sealed class Enqueuer(WriteSession session)
{
    public JobOutcome Enqueue(JobIndex index, JobDocument document, QueueEntry entry)
    {
        // As the server reads it: of several ids, or an empty one, it takes no notice.
        if (JobColumns.SoleCorrelationId(index) is { Length: > 0 } correlationId && new CorrelationHolders(session).Refusal(index.Kind, correlationId) is { } taken)
            return JobOutcome.Refused(taken);
        if (!session.Insert(index, document, sourceHash: default))
            throw new InvalidOperationException($"The new id {index.Id} is taken already; the job was not made.");
        new QueueTable(session).Insert(entry);
        return JobOutcome.Found(document);
    }
}

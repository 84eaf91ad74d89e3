using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>The values of a job that is made here, for <see cref="JobInsert"/>.</summary>
internal static class NewJobRow
{
    /// <param name="kind">The job's kind.</param>
    /// <param name="document">The job.</param>
    /// <param name="retryOf">The job it retries; null for none.</param>
    /// <param name="heldCorrelationId">The correlation id no other job made here may have meanwhile; null for none.</param>
    /// <param name="now">When it is due.</param>
    public static (string Name, object? Value)[] Of(JobKind kind, JobDocument document, JobId? retryOf, string? heldCorrelationId, DateTimeOffset now)
    {
        var index = JobIndex.Read(kind, document);
        return
        [
            ("Kind", (byte)kind),
            ("Id", index.Id.ToString()),
            ("Name", IndexedText.Of(index.Name)),
            ("Status", IndexedText.Of(index.Status)),
            ("CorrelationId", JobColumns.SoleCorrelationId(index)),
            ("ExternalId", IndexedText.Of(index.ExternalId)),
            ("CommunityAddress", IndexedText.Of(index.CommunityAddress)),
            ("AccountAddress", IndexedText.Of(index.AccountAddress)),
            ("RetryOf", retryOf?.ToString()),
            ("HeldCorrelationId", IndexedText.Of(heldCorrelationId)),
            ("Document", document.Utf8.ToArray()),
            ("CorrelationIds", RetryCandidates.ListOf(JobColumns.SeveralCorrelationIds(index))),
            ("Priority", QueueEntry.Of(index, document, now)?.Priority ?? 0),
            ("DueAt", Milliseconds.Before(now)),
        ];
    }
}

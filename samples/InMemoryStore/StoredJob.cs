using JobsGateway.Stores.Abstractions;

namespace JobsGateway.InMemoryStore;

/// <summary>A job with its index and, where it was imported, what it was imported from.</summary>
internal sealed record StoredJob(JobIndex Index, JobDocument Document, JobDocument? Source)
{
    /// <summary>Nothing changed it here.</summary>
    public bool IsAsImported => Source is { } source && Same(source, Document);

    /// <summary>It was imported from this document.</summary>
    public bool CameFrom(JobDocument document) => Source is { } source && Same(source, document);

    /// <summary>It is this document, wherever it came from.</summary>
    public bool Is(JobDocument document) => Same(Document, document);

    public StoredJob With(JobDocument document) => this with { Document = document, Index = JobIndex.Read(Index.Kind, document) };

    /// <summary>It stands in the way of a retry with this correlation id.</summary>
    public bool Holds(string correlationId) =>
        Index.Kind == JobKind.Queue && Index.Status != "failed" && Index.CorrelationIds.Contains(correlationId);

    /// <param name="query">The query.</param>
    /// <param name="hasQueueTwin">Whether there is a queue job with the same id: it is meant then, where both kinds are.</param>
    public bool Matches(RetryQuery query, bool hasQueueTwin)
    {
        var isOfKind = query.Kinds.HasFlag(Index.Kind == JobKind.Agenda ? JobKinds.Agenda : JobKinds.Queue);
        var isChosen = query.Ids is { } ids
            ? ids.Contains(Index.Id) && (Index.Kind == JobKind.Queue || !query.Kinds.HasFlag(JobKinds.Queue) || !hasQueueTwin)
            : RetryRules.RetryableStatuses.Contains(Index.Status) && Index.RetryJob is null;
        return isOfKind && isChosen
            && (query.Name is null || query.Name == Index.Name)
            && (query.Status is null || query.Status == Index.Status)
            && (query.CorrelationId is null || Index.CorrelationIds.Contains(query.CorrelationId))
            && (query.CommunityAddress is null || query.CommunityAddress == Index.CommunityAddress)
            && (query.AccountAddress is null || query.AccountAddress == Index.AccountAddress)
            && (query.FailedAfter is null || Index.FailedAt >= query.FailedAfter)
            && (query.FailedBefore is null || Index.FailedAt < query.FailedBefore);
    }

    private static bool Same(JobDocument a, JobDocument b) => a.Utf8.Span.SequenceEqual(b.Utf8.Span);
}

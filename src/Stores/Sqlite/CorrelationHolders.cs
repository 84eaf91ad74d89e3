using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Finds who stands in the way of a new job with a correlation id, inside a write transaction.</summary>
internal sealed class CorrelationHolders(WriteSession session)
{
    /// <summary>The first inserted queue job, not failed, that holds a correlation id.</summary>
    internal const string QueueHolder =
        """
        SELECT Id, Status FROM Jobs WHERE Sequence =
        (
            SELECT MIN(Sequence) FROM
            (
                SELECT MIN(Sequence) AS Sequence FROM Jobs
                WHERE CorrelationId = CAST(@CorrelationId AS TEXT) AND Kind = 1 AND Status IS NOT 'failed' AND Sequence <> @Sequence
                UNION ALL
                SELECT MIN(c.Sequence) FROM JobCorrelations AS c JOIN Jobs AS j ON j.Sequence = c.Sequence
                WHERE c.CorrelationId = CAST(@CorrelationId AS TEXT) AND c.Kind = 1 AND j.Status IS NOT 'failed' AND c.Sequence <> @Sequence
            )
        )
        """;

    /// <summary>Whether any agenda job holds a correlation id.</summary>
    internal const string HasAgendaHolder =
        """
        SELECT EXISTS (SELECT 1 FROM Jobs WHERE CorrelationId = CAST(@CorrelationId AS TEXT) AND Kind = 0)
            OR EXISTS (SELECT 1 FROM JobCorrelations WHERE CorrelationId = CAST(@CorrelationId AS TEXT) AND Kind = 0)
        """;

    // No job has this sequence: a new one has none yet.
    private const long NoJob = 0;

    /// <summary>Why a new job of this kind can't have this correlation id; null where it can.</summary>
    public string? Refusal(JobKind kind, string correlationId) =>
        kind == JobKind.Queue ? RefusalBeside(NoJob, correlationId)
        : session.Query<bool>(HasAgendaHolder, new { CorrelationId = JobColumns.Utf8(correlationId) }).Single() ? RetryRules.CorrelationIdTaken(correlationId)
        : null;

    /// <summary>Why a queue job that replaces another can't have this correlation id; null where it can.</summary>
    /// <param name="sequence">The other, which holds the same.</param>
    /// <param name="correlationId">The correlation id.</param>
    public string? RefusalBeside(long sequence, string correlationId) =>
        session.Query<HolderRow>(QueueHolder, new { CorrelationId = JobColumns.Utf8(correlationId), Sequence = sequence }).FirstOrDefault() is { } holder
            ? RetryRules.CorrelationIdTaken(correlationId, JobId.Parse(holder.Id), holder.Status)
            : null;

    private sealed record HolderRow(string Id, string? Status);
}

using System.Data;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Finds who stands in the way of a new queue job with a correlation id.</summary>
internal sealed class CorrelationHolders(RetryStatements statements)
{
    /// <summary>No job has this sequence: a new one has none yet.</summary>
    public const long NoJob = 0;

    /// <summary>Why a queue job can't have this correlation id; null where it can.</summary>
    /// <param name="session">The session.</param>
    /// <param name="correlationId">The correlation id.</param>
    /// <param name="sequence">The job that it replaces, which may have the same; <see cref="NoJob"/> for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string?> RefusalAsync(Session session, string correlationId, long sequence, CancellationToken cancellationToken)
    {
        await using var reader = await session.ReadAsync(
            statements.Holder, CommandBehavior.SingleRow, cancellationToken, ("CorrelationId", IndexedText.Of(correlationId)), ("Sequence", sequence));
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        // As its document tells: what is indexed of a status may be shortened.
        var holder = JobIndex.Read(JobKind.Queue, await DocumentReader.ReadAsync(reader, 1, isFirstRow: true, cancellationToken));
        return RetryRules.CorrelationIdTaken(correlationId, holder.Id, holder.Status);
    }
}

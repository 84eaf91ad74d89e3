using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Makes jobs. Of several at once with one correlation id, a unique index lets one through; the others look again and are refused.</summary>
internal sealed class Enqueuer(StatementCatalog statements)
{
    public async Task<JobOutcome> EnqueueAsync(Session session, (JobDocument Document, QueueEntry Entry) job, CancellationToken cancellationToken)
    {
        var (document, entry) = job;
        var index = JobIndex.Read(entry.Kind, document);
        // As the server reads it: of several ids, or an empty one, it takes no notice.
        var correlationId = index.CorrelationIds is [{ Length: > 0 } sole] ? sole : null;
        if (correlationId is not null && await RefusalAsync(session, entry.Kind, correlationId, cancellationToken) is { } taken)
            return JobOutcome.Refused(taken);
        await session.ExecuteAsync(statements.Queue.Enqueue, cancellationToken, NewJobRow.Of(index, document, null, correlationId, entry));
        return JobOutcome.Found(document);
    }

    private async Task<string?> RefusalAsync(Session session, JobKind kind, string correlationId, CancellationToken cancellationToken)
    {
        if (kind == JobKind.Queue)
            return await new CorrelationHolders(statements.Retry).RefusalAsync(session, correlationId, CorrelationHolders.NoJob, cancellationToken);
        var holders = await session.ScalarAsync<int>(statements.Queue.HasAgendaHolder, cancellationToken, ("CorrelationId", IndexedText.Of(correlationId)));
        return holders > 0 ? RetryRules.CorrelationIdTaken(correlationId) : null;
    }
}

using System.Data;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.SqlServer;

/// <summary>The reads: one statement each. What a secondary does not have, or can't tell, is asked for where it was written: a secondary lags behind.</summary>
internal sealed class Fetcher(Connections connections, FetchStatements statements, ILogger logger)
{
    private readonly SqlServerStoreOptions _secondary = connections.Options.OfSecondary;
    private bool _isSecondaryDown;

    public Task<JobOutcome> ByIdAsync(JobId id, CancellationToken cancellationToken) => FirstAsync(statements.ById, ("Id", id.ToString()), cancellationToken);

    public Task<JobOutcome> ByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) =>
        FirstAsync(statements.ByCorrelationId, ("CorrelationId", IndexedText.Of(correlationId)), cancellationToken);

    public async Task<JobsOutcome> ByExternalIdAsync(string externalId, CancellationToken cancellationToken)
    {
        var value = ("ExternalId", (object?)IndexedText.Of(externalId));
        return new JobsOutcome(await ListAsync(statements.ByExternalId, CommandBehavior.Default, value, cancellationToken));
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var session = await connections.OpenAsync(cancellationToken);
        return await session.ScalarAsync<int>(statements.Any, cancellationToken) == 0;
    }

    private async Task<JobOutcome> FirstAsync(Statement statement, (string, object?) value, CancellationToken cancellationToken) =>
        await ListAsync(statement, CommandBehavior.SingleRow, value, cancellationToken) is [var document, ..] ? JobOutcome.Found(document) : JobOutcome.NotFound;

    private async Task<List<JobDocument>> ListAsync(Statement statement, CommandBehavior behavior, (string, object?) value, CancellationToken cancellationToken) =>
        connections.HasSecondary && await ListSecondaryAsync(statement, behavior, value, cancellationToken) is { Count: > 0 } documents
            ? documents
            : await ListAsync(await connections.OpenAsync(cancellationToken), statement, behavior, value, cancellationToken);

    // Empty where it failed, as where it has nothing. It is told once, until it answers again.
    private async Task<List<JobDocument>> ListSecondaryAsync(
        Statement statement, CommandBehavior behavior, (string, object?) value, CancellationToken cancellationToken)
    {
        try
        {
            var documents = await ListAsync(await connections.OpenSecondaryAsync(cancellationToken), statement, behavior, value, cancellationToken);
            if (Volatile.Read(ref _isSecondaryDown) && Interlocked.Exchange(ref _isSecondaryDown, false))
                SqlServerLog.SecondaryAnswers(logger, _secondary.Place);
            return documents;
        }
        catch (Exception e) when (SqlServerErrors.IsFailure(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Interlocked.Exchange(ref _isSecondaryDown, true))
                SqlServerLog.SecondaryFailed(logger, SqlServerErrors.Describe(e, _secondary));
            return [];
        }
    }

    private static async Task<List<JobDocument>> ListAsync(
        Session opened, Statement statement, CommandBehavior behavior, (string, object?) value, CancellationToken cancellationToken)
    {
        await using var session = opened;
        await using var reader = await session.ReadAsync(statement, behavior, cancellationToken, value);
        var documents = new List<JobDocument>();
        while (await reader.ReadAsync(cancellationToken))
            documents.Add(await DocumentReader.ReadAsync(reader, 1, isFirstRow: documents.Count == 0, cancellationToken));
        return documents;
    }
}

using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Schema;

/// <summary>Looks at the schema and brings it to the newest version.</summary>
internal sealed class SchemaMigrator(Connections connections, IReadOnlyList<SchemaScript> scripts, Transactions transactions)
{
    private readonly Connections _connections = connections;
    private readonly SqlServerStoreOptions _options = connections.Options;
    private readonly SchemaStatements _statements = StatementCatalog.For(connections.Options.Schema).Schema;
    private readonly Statement _upgrade = SchemaStatements.Upgrade(connections.Options.Schema, scripts);

    private int Newest => scripts[^1].Version;

    /// <inheritdoc cref="IJobStoreSchema.GetStatusAsync"/>
    public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        TellAsync(
            async () =>
            {
                await using var session = await _connections.OpenAsync(cancellationToken);
                // In this order: tables that are made between the two are no tables of something else.
                var hasTables = await session.ScalarAsync<int>(_statements.CountTables, cancellationToken) > 0;
                var applied = await AppliedAsync(session, cancellationToken);
                var version = applied is [.., var last] ? last.Version : 0;
                var isForeign = applied is null && hasTables;
                var state = isForeign ? SchemaState.Foreign : SchemaStatus.StateOf(version, Newest);
                return new SchemaStatus(state, version, Newest, _options.Place, applied ?? []);
            },
            cancellationToken);

    /// <inheritdoc cref="IJobStoreSchema.UpgradeAsync"/>
    /// <remarks>
    /// It takes as long as it takes: an index over millions of jobs is no matter of a command's usual time. Where another made the same at the same moment,
    /// all of it was rolled back, and it is run again.
    /// </remarks>
    public Task<SchemaUpgrade> UpgradeAsync(CancellationToken cancellationToken) =>
        TellAsync(
            async () =>
            {
                try
                {
                    return await transactions.RunAsync(static (migrator, token) => migrator.RunAsync(token), this, cancellationToken);
                }
                catch (SqlException e) when (e.Number == SchemaStatements.ForeignTables)
                {
                    // Babelfish may see the tables that another has just made, and not yet that they are ours.
                    var status = await GetStatusAsync(cancellationToken);
                    if (status.State != SchemaState.Current)
                        throw;
                    return new SchemaUpgrade(status.Version, status.Version);
                }
            },
            cancellationToken);

    private async Task<SchemaUpgrade> RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await _connections.OpenAsync(cancellationToken);
        var (before, after) = await session.WithoutTimeout().SingleAsync<(int, int)>(_upgrade, cancellationToken);
        return new SchemaUpgrade(before, after);
    }

    private async Task<IReadOnlyList<AppliedScript>?> AppliedAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync<(int Version, DateTime AppliedAt)>(_statements.Versions, cancellationToken);
            return [.. rows.Select(row => new AppliedScript(row.Version, new DateTimeOffset(row.AppliedAt, TimeSpan.Zero)))];
        }
        catch (SqlException e) when (SqlServerErrors.IsMissingTable(e))
        {
            return null;
        }
    }

    private async Task<T> TellAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await ask();
        }
        catch (Exception e) when (SqlServerErrors.IsFailure(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerErrors.ToException(e, _options);
        }
    }
}

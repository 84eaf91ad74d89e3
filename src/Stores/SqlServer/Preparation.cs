using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Schema;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Makes the database ready: its schema, then the pools.</summary>
internal sealed class Preparation(Connections connections, SchemaMigrator migrator, Statement fetch, ILogger logger)
{
    private readonly SqlServerStoreOptions _options = connections.Options;

    /// <exception cref="JobStoreException">It can't be made ready; the message names the cause and the cure.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var status = await migrator.GetStatusAsync(cancellationToken);
        if (status.State is SchemaState.Missing or SchemaState.Older && _options.AutoMigrate)
        {
            var upgrade = await migrator.UpgradeAsync(cancellationToken);
            if (upgrade.Before != upgrade.After) // Another may have been quicker.
                SqlServerLog.Migrated(logger, _options.Place, upgrade.Before, upgrade.After);
        }
        else if (status.State != SchemaState.Current)
        {
            throw new JobStoreException(Problem(status));
        }

        try
        {
            var count = await connections.WarmAsync(FetchAsync, cancellationToken);
            SqlServerLog.Warmed(logger, _options.Place, count);
        }
        catch (Exception e) when (SqlServerErrors.IsFailure(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerErrors.ToException(e, _options);
        }

        if (connections.HasSecondary)
            await WarmSecondaryAsync(FetchAsync);

        Task FetchAsync(Session session) => session.QueryAsync<int>(fetch, cancellationToken, ("Id", default(JobId).ToString()));

        // The primary answers what the secondary can't, so nothing waits for it.
        async Task WarmSecondaryAsync(Func<Session, Task> use)
        {
            var secondary = _options.OfSecondary;
            try
            {
                var count = await connections.WarmSecondaryAsync(use, cancellationToken);
                SqlServerLog.Warmed(logger, secondary.Place, count);
            }
            catch (Exception e) when (SqlServerErrors.IsFailure(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                SqlServerLog.SecondaryFailed(logger, SqlServerErrors.Describe(e, secondary));
            }
        }
    }

    private string Problem(SchemaStatus status) => status.State switch
    {
        SchemaState.Missing => $"There are no tables in {_options.Place}. {Advice.HowTo("create", _options)}",
        SchemaState.Older =>
            $"The tables in {_options.Place} have schema version {status.Version}, this JobsGateway needs {status.Newest}. {Advice.HowTo("upgrade", _options)}",
        SchemaState.Newer =>
            $"The tables in {_options.Place} have schema version {status.Version}, this JobsGateway knows up to {status.Newest}. Run the newer JobsGateway, or name another schema under Schema.",
        _ => $"{SchemaText.Foreign(_options.Schema)} It is {_options.Place}.",
    };
}

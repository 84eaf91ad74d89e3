using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.Sqlite.Schema;

namespace JobsGateway.Stores.Sqlite;

public sealed partial class SqliteJobStore : IJobStoreSchema
{
    private Preparation Preparation => new(_connections, SqliteScripts.All, _clock, _logger);

    /// <inheritdoc/>
    public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.Run(() => Preparation.Look(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<SchemaUpgrade> UpgradeAsync(CancellationToken cancellationToken) => Task.Run(() => Preparation.Upgrade(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public string Script(int fromVersion) => SchemaText.Of(SqliteScripts.All, fromVersion);

    /// <summary>SQLite knows no accounts: who may write the file and its folder may use the store.</summary>
    /// <inheritdoc/>
    public string? RoleScript(string role) => null;
}

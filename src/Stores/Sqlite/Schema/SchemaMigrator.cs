using Dapper;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>Brings a database to the newest schema.</summary>
internal sealed class SchemaMigrator(IReadOnlyList<SchemaScript> scripts, TimeProvider clock)
{
    /// <summary>Runs the missing scripts in one transaction. Where two processes start at once, the second waits and finds nothing left to do.</summary>
    /// <returns>The versions before and after.</returns>
    /// <exception cref="JobStoreException">The database belongs to a newer JobsGateway, or to something else.</exception>
    public SchemaUpgrade Migrate(SqliteConnection connection, string file)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var status = StatusOf(connection, transaction, file);
        SchemaRefusals.ThrowIfUnusable(status);
        connection.Execute(SqliteScripts.VersionTable, transaction: transaction);
        foreach (var script in scripts.Where(script => script.Version > status.Version))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO SchemaVersion (Version, AppliedAt) VALUES (@Version, @AppliedAt)",
                new { script.Version, AppliedAt = clock.GetUtcNow().ToString("O") },
                transaction);
        }

        transaction.Commit();
        return new SchemaUpgrade(status.Version, status.Newest);
    }

    /// <summary>Looks at the schema and changes nothing.</summary>
    public SchemaStatus Look(SqliteConnection connection, string file)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return StatusOf(connection, transaction, file);
    }

    private SchemaStatus StatusOf(SqliteConnection connection, SqliteTransaction transaction, string file)
    {
        var newest = scripts[^1].Version;
        if (AppliedScripts.Read(connection, transaction) is not { } applied)
            return new SchemaStatus(SchemaState.Foreign, 0, newest, file, []);
        var version = applied.Count == 0 ? 0 : applied[^1].Version;
        return new SchemaStatus(SchemaStatus.StateOf(version, newest), version, newest, file, applied);
    }
}

using Dapper;
using JobsGateway.Stores.Abstractions;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>Brings a database to the newest schema.</summary>
internal sealed class SchemaMigrator(IReadOnlyList<SchemaScript> scripts, TimeProvider clock)
{
    /// <summary>Runs the missing scripts in one transaction. Where two processes start at once, the second waits and finds nothing left to do.</summary>
    /// <returns>The versions before and after.</returns>
    /// <exception cref="JobStoreException">The database belongs to a newer JobsGateway, or to something else.</exception>
    public (int Before, int After) Migrate(SqliteConnection connection, string file)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var before = Version(connection, transaction, file);
        var newest = scripts[^1].Version;
        if (before > newest)
        {
            throw new JobStoreException(
                $"The database '{file}' has schema version {before}, this JobsGateway knows up to {newest}. Run the newer JobsGateway, or name another file.");
        }

        foreach (var script in scripts.Where(script => script.Version > before))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO SchemaVersion (Version, AppliedAt) VALUES (@Version, @AppliedAt)",
                new { script.Version, AppliedAt = clock.GetUtcNow().ToString("O") },
                transaction);
        }

        transaction.Commit();
        return (before, newest);
    }

    private static int Version(SqliteConnection connection, SqliteTransaction transaction, string file)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'", transaction: transaction).AsList();
        if (tables.Count > 0 && !tables.Contains("SchemaVersion"))
            throw new JobStoreException($"The database '{file}' holds tables of something else. Name another file in ConnectionString.");
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS SchemaVersion (Version INTEGER PRIMARY KEY, AppliedAt TEXT NOT NULL) STRICT", transaction: transaction);
        return connection.ExecuteScalar<int>("SELECT COALESCE(MAX(Version), 0) FROM SchemaVersion", transaction: transaction);
    }
}

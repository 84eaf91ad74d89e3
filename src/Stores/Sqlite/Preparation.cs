using Dapper;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Makes the database file ready: folder, schema, write-ahead log.</summary>
internal sealed class Preparation(Connections connections, IReadOnlyList<SchemaScript> scripts, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan WalRetryInterval = TimeSpan.FromMilliseconds(50);

    private readonly string _file = connections.Options.File;
    private readonly SchemaMigrator _migrator = new(scripts, clock);

    /// <exception cref="JobStoreException">It can't be made ready; the message names the cause and the cure.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        if (connections.Options.AutoMigrate)
            Upgrade(cancellationToken);
        else
            Check(cancellationToken);
    }

    /// <summary>Makes the schema, or brings it up to date.</summary>
    /// <exception cref="JobStoreException">It can't be done; the message names the cause and the cure.</exception>
    public SchemaUpgrade Upgrade(CancellationToken cancellationToken) => Try(
        () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            using var connection = connections.OpenForWriting(create: true);
            var upgrade = _migrator.Migrate(connection, _file);
            // After the check that the file is ours: a file of something else stays as it is.
            UseWriteAheadLog(connection, cancellationToken);
            if (upgrade.Before != upgrade.After)
                SqliteLog.Migrated(logger, _file, upgrade.Before, upgrade.After);
            return upgrade;
        },
        cancellationToken);

    /// <summary>Looks at the schema; a missing file stays missing.</summary>
    /// <exception cref="JobStoreException">It can't be done; the message names the cause and the cure.</exception>
    public SchemaStatus Look(CancellationToken cancellationToken) => Try(
        () =>
        {
            if (!File.Exists(_file) && !Directory.Exists(_file))
                return new SchemaStatus(SchemaState.Missing, 0, scripts[^1].Version, _file, []);
            using var connection = connections.OpenForReading();
            return _migrator.Look(connection, _file);
        },
        cancellationToken);

    private void Check(CancellationToken cancellationToken)
    {
        SchemaRefusals.ThrowIfNotCurrent(Look(cancellationToken), connections.Options.Name);
        Try(
            () =>
            {
                using var connection = connections.OpenForWriting();
                UseWriteAheadLog(connection, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private T Try<T>(Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return work();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new JobStoreException(SqliteErrors.Describe(e, _file), e);
        }
    }

    // The mode is kept in the file. While another process changes it, SQLite answers "busy" at once, without the usual wait.
    private void UseWriteAheadLog(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                if (connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL") == "wal")
                    return;
                throw new JobStoreException($"The database '{_file}' can't use a write-ahead log. Put it on a local disk.");
            }
            catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && clock.GetElapsedTime(start) < connections.Options.BusyTimeout)
            {
                cancellationToken.WaitHandle.WaitOne(WalRetryInterval);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}

using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite;

/// <summary>What a <see cref="SqliteJobStore"/> is made from.</summary>
/// <param name="File">Full path of the database file.</param>
public sealed record SqliteStoreOptions(string File)
{
    /// <summary>How long a write waits for other writers, of this process or another, before the store counts as unavailable. Default: 5 seconds.</summary>
    /// <remarks>Reads do not wait for writers; where another process locks the whole file, they wait this long, but a second at most.</remarks>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The store's name in configuration, for messages that say what to do. Default: <c>local</c>.</summary>
    public string Name { get; init; } = "local";

    /// <summary>Whether <see cref="SqliteJobStore.PrepareAsync"/> creates the schema and brings an older one up to date, or refuses such a database. Default: true.</summary>
    public bool AutoMigrate { get; init; } = true;

    internal string ConnectionString(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = File,
        Mode = mode,
        // The store keeps its own sessions; the driver's pool would hold the file open after the store is closed.
        Pooling = false,
        // On top of SQLite's own wait, which already took BusyTimeout. Zero would mean without end.
        DefaultTimeout = 1,
    }.ToString();
}

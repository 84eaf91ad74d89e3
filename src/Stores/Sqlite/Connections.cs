using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Opens connections to the database file.</summary>
internal sealed class Connections(SqliteStoreOptions options)
{
    // Statistics of memory nobody asks for, kept under a mutex that every allocation of every connection takes: without it a fetch over HTTP is
    // a tenth cheaper on two cores. To be set before SQLite is first used in the process; where something else was earlier, it stays as it is.
    static Connections()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private static readonly TimeSpan MostAReadWaits = TimeSpan.FromSeconds(1);

    public SqliteStoreOptions Options => options;

    /// <summary>Opens a connection that reads. A missing file is an error: the reader must not make an empty one.</summary>
    /// <remarks>The file is mapped into memory, up to SQLite's limit of 2 GiB: a read of a page that is in the system's cache then costs no system call.
    /// Replacing the file is noticed (<see cref="DatabaseFile"/>); cutting it off in place while it is served is as fatal as it is for any mapped file.</remarks>
    public SqliteConnection OpenForReading()
    {
        var wait = options.BusyTimeout < MostAReadWaits ? options.BusyTimeout : MostAReadWaits;
        // 8 MiB of cache keep the upper levels of every index of some million jobs.
        return Open(SqliteOpenMode.ReadWrite, wait, "PRAGMA query_only = ON; PRAGMA cache_size = -8192; PRAGMA mmap_size = 2147418112;");
    }

    /// <summary>Opens a connection that writes. FULL: a commit is on the disk before it is reported.</summary>
    /// <remarks>A checkpoint every 16,000 pages (64 MiB) instead of 1,000: an import touches the same index pages again and again, and gains a quarter.</remarks>
    public SqliteConnection OpenForWriting(bool create = false) =>
        Open(
            create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            options.BusyTimeout,
            """
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 16000;
            PRAGMA journal_size_limit = 67108864;
            """);

    private SqliteConnection Open(SqliteOpenMode mode, TimeSpan wait, string pragmas)
    {
        var connection = new SqliteConnection(options.ConnectionString(mode));
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {(long)wait.TotalMilliseconds}; {pragmas}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

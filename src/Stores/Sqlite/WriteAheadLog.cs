using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Keeps the write-ahead log of the writing connection from growing without bound.</summary>
/// <remarks>
/// SQLite's own checkpoint waits for nobody, and the log only starts over at a moment when no reader uses it: under steady reads there is none, and an
/// import of some hundred MB would leave all of it in the log. So once the log is too large, the writer waits for the readers, which let go within some
/// milliseconds (<see cref="Snapshot.MostAge"/>); those that come meanwhile read the database file alone.
/// </remarks>
internal sealed class WriteAheadLog(SqliteConnection connection, TimeSpan busyTimeout)
{
    /// <summary>Where SQLite's own checkpoints keep it without readers; see <see cref="Connections.OpenForWriting"/>.</summary>
    private const long MostBytes = 64 << 20;

    // Another process may read for minutes: then the writer waits once every so many bytes instead of after every commit.
    private const long BytesBetweenFailures = 32 << 20;

    private static readonly TimeSpan MostWait = TimeSpan.FromMilliseconds(200);

    // As SQLite names it: the log of a symbolic link lies beside the link's target.
    private readonly string _file = raw.sqlite3_db_filename(connection.Handle, "main").utf8_to_string() + "-wal";
    private long _limit = MostBytes;

    /// <summary>Whether it is time for <see cref="StartOver"/>.</summary>
    public bool IsTooLarge => Length > _limit;

    private long Length => new FileInfo(_file) is { Exists: true } file ? file.Length : 0;

    /// <summary>Moves the log into the database file, so that the next write begins it anew. Outside a transaction.</summary>
    /// <remarks>
    /// Through SQLite itself: the driver would try again for as long as a command may take. No failure is reported, since the commit before it
    /// succeeded; a disk that fails fails the next write as well. The file is not cut off but overwritten, which is cheaper than to let it grow again;
    /// <c>journal_size_limit</c> trims it at the next commit.
    /// </remarks>
    public void StartOver()
    {
        _ = raw.sqlite3_busy_timeout(connection.Handle, (int)Math.Min(MostWait.TotalMilliseconds, busyTimeout.TotalMilliseconds));
        try
        {
            var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
            _limit = result == raw.SQLITE_OK ? MostBytes : Length + BytesBetweenFailures;
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(connection.Handle, (int)busyTimeout.TotalMilliseconds);
        }
    }
}

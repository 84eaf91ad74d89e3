using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite;

/// <summary>A read transaction that serves the fetches of some milliseconds instead of one.</summary>
/// <remarks>
/// Beginning and ending a read transaction costs SQLite two file locks under a mutex that all connections of a process share: half of the time of a fetch,
/// and more where two cores meet there. So a busy session keeps its transaction. It sees every write of its own store at once (the commit counter
/// tells), and those of another process after <see cref="MostAge"/> at the latest.
/// </remarks>
internal sealed class Snapshot : IDisposable
{
    /// <summary>How old a transaction grows.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromMilliseconds(5);

    private readonly long _mostAge;
    private readonly Statement _begin;
    private readonly Statement _end;
    private long _begun;
    private long _commits;

    /// <exception cref="SqliteException">The connection is of no use; nothing of it is held.</exception>
    public Snapshot(SqliteConnection connection, TimeProvider clock)
    {
        _mostAge = (long)(MostAge.TotalSeconds * clock.TimestampFrequency);
        _begin = new Statement(connection, "BEGIN");
        try
        {
            _end = new Statement(connection, "COMMIT");
        }
        catch
        {
            _begin.Dispose();
            throw;
        }
    }

    public bool IsOpen { get; private set; }

    /// <summary>Makes sure that the next statement sees what was committed up to now.</summary>
    /// <param name="commits">The commit counter, read before.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <exception cref="SqliteException">The transaction can't be ended or begun.</exception>
    public void Refresh(long commits, long now)
    {
        if (IsOpen && commits == _commits && !IsExpired(now))
            return;
        End();
        _begin.Execute();
        (_begun, _commits, IsOpen) = (now, commits, true);
    }

    /// <summary>Ends a transaction that is too old to be of use: an open one keeps the write-ahead log from starting over.</summary>
    /// <exception cref="SqliteException">The transaction can't be ended.</exception>
    public void EndIfExpired(long now)
    {
        if (IsOpen && IsExpired(now))
            End();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
    }

    private bool IsExpired(long now) => now - _begun >= _mostAge;

    private void End()
    {
        if (!IsOpen)
            return;
        IsOpen = false;
        _end.Execute();
    }
}

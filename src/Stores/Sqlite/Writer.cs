using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Lets one piece of work write at a time: by a queue within the process, by SQLite's own lock between processes.</summary>
internal sealed class Writer(Connections connections, CommitCounter commits) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private WriteSession? _session;
    private bool _disposed;

    /// <summary>Runs work in a transaction once it is its turn.</summary>
    /// <exception cref="SqliteException">The transaction failed, or its turn did not come within the busy time-out. Nothing was changed.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public async ValueTask<T> RunAsync<T>(Func<WriteSession, (T Result, bool Commit)> work, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(connections.Options.BusyTimeout, cancellationToken))
            throw new SqliteException("too many writes are waiting", raw.SQLITE_BUSY);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _session ??= new WriteSession(connections);
            var result = _session.Run(work);
            if (_session.Log.IsTooLarge)
            {
                commits.Increment(); // Busy readers let go of the log at their next fetch.
                _session.Log.StartOver();
            }

            return result;
        }
        catch (SqliteException)
        {
            // The next write starts from a fresh connection, on the file that is there then.
            _session?.Dispose();
            _session = null;
            throw;
        }
        finally
        {
            commits.Increment(); // Also where it failed: a reader that looks again for nothing does no harm.
            _turn.Release();
        }
    }

    /// <summary>Waits for the work at hand, moves the write-ahead log into the file and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _disposed = true;
            _session?.Checkpoint();
        }
        finally
        {
            _session?.Dispose();
            _session = null;
            _turn.Release();
        }
    }
}

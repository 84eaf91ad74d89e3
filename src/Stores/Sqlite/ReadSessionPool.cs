namespace JobsGateway.Stores.Sqlite;

/// <summary>Keeps read sessions open and lends each to one thread at a time, without a lock.</summary>
internal sealed class ReadSessionPool(Connections connections, TimeProvider clock) : IDisposable
{
    // Reads block their thread, so about as many run at once as there are processors; where more do, the surplus sessions are closed after use.
    private readonly ReadSession?[] _idle = new ReadSession?[Math.Max(8, 2 * Environment.ProcessorCount)];
    private volatile bool _disposed;

    /// <summary>Lends a session to a read.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The read failed; its session is closed, the next read starts from a fresh one.</exception>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public TResult Use<TArgument, TResult>(TArgument argument, Func<ReadSession, TArgument, TResult> read)
    {
        var session = Rent();
        try
        {
            session.CheckFile();
            var result = read(session, argument);
            Return(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Closes the idle sessions; those lent out are closed when they come back.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (ref var slot in _idle.AsSpan())
            Interlocked.Exchange(ref slot, null)?.Dispose();
    }

    private ReadSession Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (ref var slot in _idle.AsSpan())
        {
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } session)
                return session;
        }

        return new ReadSession(connections, clock);
    }

    private void Return(ReadSession session)
    {
        foreach (ref var slot in _idle.AsSpan())
        {
            if (slot is null && Interlocked.CompareExchange(ref slot, session, null) is null)
            {
                if (_disposed)
                    Dispose();
                return;
            }
        }

        session.Dispose();
    }
}

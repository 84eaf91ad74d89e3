using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Keeps read sessions open and lends each to one thread at a time, without a lock.</summary>
internal sealed class ReadSessionPool : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(20);

    private readonly Connections _connections;
    private readonly TimeProvider _clock;
    private readonly CommitCounter _commits;
    private readonly ITimer _sweep;

    // Reads block their thread, so about as many run at once as there are processors; where more do, the surplus sessions are closed after use.
    private readonly ReadSession?[] _idle = new ReadSession?[Math.Max(8, 2 * Environment.ProcessorCount)];
    private volatile bool _disposed;
    private int _sweepIsDue;

    public ReadSessionPool(Connections connections, TimeProvider clock, CommitCounter commits)
    {
        _connections = connections;
        _clock = clock;
        _commits = commits;
        _sweep = clock.CreateTimer(static pool => ((ReadSessionPool)pool!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lends a session to a read.</summary>
    /// <exception cref="SqliteException">The read failed; its session is closed, the next read starts from a fresh one.</exception>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public TResult Use<TArgument, TResult>(TArgument argument, Func<ReadSession, TArgument, TResult> read)
    {
        var session = Rent();
        try
        {
            session.Refresh(_commits.Current);
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
        _sweep.Dispose();
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

        return new ReadSession(_connections, _clock);
    }

    private void Return(ReadSession session)
    {
        // Only the last fetch of a busy time leaves a transaction open for long, and nobody knows which one that is.
        if (session.HoldsSnapshot && Volatile.Read(ref _sweepIsDue) == 0 && Interlocked.Exchange(ref _sweepIsDue, 1) == 0)
            _sweep.Change(SweepInterval, Timeout.InfiniteTimeSpan);
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

    // Ends the transactions nobody has used for a while. A session that is lent out is looked at again when it comes back.
    private void Sweep()
    {
        Volatile.Write(ref _sweepIsDue, 0);
        foreach (ref var slot in _idle.AsSpan())
        {
            if (Interlocked.Exchange(ref slot, null) is not { } session)
                continue;
            try
            {
                session.ReleaseExpiredSnapshot();
                Return(session);
            }
            catch (SqliteException)
            {
                session.Dispose();
            }
        }
    }
}

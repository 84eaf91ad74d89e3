using JobsGateway.Stores.Abstractions;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite;

/// <summary>An open connection with the two hot fetches prepared. One thread at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    /// <summary>One seek in Jobs_Id, whose order puts the agenda job first.</summary>
    internal const string ById = "SELECT Document FROM Jobs WHERE Id = ?1 ORDER BY Kind LIMIT 1";

    /// <summary>Two seeks to the lowest Sequence, in Jobs_CorrelationId and in JobCorrelations, then the row.</summary>
    internal const string ByCorrelationId =
        """
        SELECT Document FROM Jobs WHERE Sequence =
        (
            SELECT MIN(Sequence) FROM
            (
                SELECT MIN(Sequence) AS Sequence FROM Jobs WHERE CorrelationId = ?1 AND Kind = 0
                UNION ALL
                SELECT MIN(Sequence) FROM JobCorrelations WHERE CorrelationId = ?1 AND Kind = 0
            )
        )
        """;

    private static readonly TimeSpan FileCheckInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly Statement _byId;
    private readonly Statement _byCorrelationId;

    private readonly Snapshot _snapshot;

    private long _fileChecked;

    public ReadSession(Connections connections, TimeProvider clock)
    {
        _clock = clock;
        _fileChecked = clock.GetTimestamp();
        Connection = connections.OpenForReading();
        try
        {
            _snapshot = new Snapshot(Connection, clock);
            _byId = new Statement(Connection, ById);
            _byCorrelationId = new Statement(Connection, ByCorrelationId);
        }
        catch
        {
            _byId?.Dispose();
            _snapshot?.Dispose();
            Connection.Dispose();
            throw;
        }
    }

    /// <summary>For the reads that are not hot.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Whether a read transaction is kept open for the next fetch.</summary>
    public bool HoldsSnapshot => _snapshot.IsOpen;

    /// <summary>Makes the session see what was committed up to now; looks, once a second, whether the file was replaced.</summary>
    /// <param name="commits">The commit counter, read before.</param>
    /// <exception cref="SqliteException">The file was replaced or can't be read; the session is of no use any more.</exception>
    public void Refresh(long commits)
    {
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_fileChecked, now) >= FileCheckInterval)
        {
            DatabaseFile.ThrowIfMoved(Connection);
            _fileChecked = now;
        }

        _snapshot.Refresh(commits, now);
    }

    /// <summary>Lets an old read transaction go.</summary>
    /// <exception cref="SqliteException">It can't be ended; the session is of no use any more.</exception>
    public void ReleaseExpiredSnapshot() => _snapshot.EndIfExpired(_clock.GetTimestamp());

    public JobOutcome FetchById(JobId id)
    {
        Span<byte> text = stackalloc byte[JobId.TextLength];
        id.Format(text);
        _byId.BindText(1, text);
        return Fetch(_byId);
    }

    public JobOutcome FetchByCorrelationId(string correlationId)
    {
        _byCorrelationId.BindText(1, correlationId);
        return Fetch(_byCorrelationId);
    }

    public void Dispose()
    {
        _byId.Dispose();
        _byCorrelationId.Dispose();
        _snapshot.Dispose();
        Connection.Dispose();
    }

    private static JobOutcome Fetch(Statement statement)
    {
        try
        {
            return statement.Step() ? JobOutcome.Found(new JobDocument(statement.Bytes(0).ToArray())) : JobOutcome.NotFound;
        }
        finally
        {
            statement.Reset();
        }
    }
}

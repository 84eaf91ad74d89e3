using Dapper;
using JobsGateway.Stores.Abstractions;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite;

/// <summary>The one connection that writes, inside its transaction.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly JobInserter _inserter;
    private SqliteTransaction? _transaction;

    public WriteSession(Connections connections)
    {
        _connection = connections.OpenForWriting();
        try
        {
            _inserter = new JobInserter(_connection);
            Stored = new Statement(_connection, "SELECT Sequence, SourceHash, Document FROM Jobs WHERE Id = ?1 AND Kind = ?2");
            Log = new WriteAheadLog(_connection, connections.Options.BusyTimeout);
        }
        catch
        {
            Stored?.Dispose();
            _inserter?.Dispose();
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Finds what an import compares with.</summary>
    public Statement Stored { get; }

    /// <summary>What the commits go to first.</summary>
    public WriteAheadLog Log { get; }

    /// <summary>Runs work in a transaction that no other process writes beside.</summary>
    /// <param name="work">The work; it says whether to commit.</param>
    public T Run<T>(Func<WriteSession, (T Result, bool Commit)> work)
    {
        DatabaseFile.ThrowIfMoved(_connection);
        using var transaction = _transaction = _connection.BeginTransaction(deferred: false);
        try
        {
            var (result, commit) = work(this);
            if (commit)
                transaction.Commit();
            return result;
        }
        finally
        {
            _transaction = null;
        }
    }

    /// <inheritdoc cref="JobInserter.Insert"/>
    public bool Insert(JobIndex index, JobDocument document, ReadOnlySpan<byte> sourceHash) => _inserter.Insert(index, document, sourceHash);

    /// <summary>Puts a document that was imported in a job's place. The job is the other server's from now on: where it waited here, it does no more.</summary>
    public void Replace(long sequence, JobIndex index, JobDocument document, ReadOnlySpan<byte> sourceHash)
    {
        Update(sequence, index, document);
        SetSourceHash(sequence, sourceHash);
        Execute("DELETE FROM QueueEntries WHERE Sequence = @Sequence", new { Sequence = sequence });
    }

    /// <summary>Puts a document that was changed here in a job's place.</summary>
    public void Update(long sequence, JobIndex index, JobDocument document)
    {
        Execute(
            """
            UPDATE Jobs SET
                Name = CAST(@Name AS TEXT), Status = CAST(@Status AS TEXT), CorrelationId = CAST(@CorrelationId AS TEXT),
                ExternalId = CAST(@ExternalId AS TEXT), CommunityAddress = CAST(@CommunityAddress AS TEXT),
                AccountAddress = CAST(@AccountAddress AS TEXT), FailedAt = @FailedAt, RetryJob = CAST(@RetryJob AS TEXT),
                Document = CAST(@Document AS TEXT)
            WHERE Sequence = @Sequence;
            DELETE FROM JobCorrelations WHERE Sequence = @Sequence;
            """,
            new
            {
                Name = JobColumns.Utf8(index.Name),
                Status = JobColumns.Utf8(index.Status),
                CorrelationId = JobColumns.Utf8(JobColumns.SoleCorrelationId(index)),
                ExternalId = JobColumns.Utf8(index.ExternalId),
                CommunityAddress = JobColumns.Utf8(index.CommunityAddress),
                AccountAddress = JobColumns.Utf8(index.AccountAddress),
                FailedAt = index.FailedAt?.ToUnixTimeMilliseconds(),
                RetryJob = JobColumns.Utf8(index.RetryJob),
                Document = document.Utf8.ToArray(),
                Sequence = sequence,
            });
        if (index.CorrelationIds.Count > 1)
            _inserter.InsertCorrelations(index, sequence);
    }

    /// <summary>Notes what a job counts as imported from.</summary>
    public void SetSourceHash(long sequence, ReadOnlySpan<byte> sourceHash) =>
        Execute("UPDATE Jobs SET SourceHash = @SourceHash WHERE Sequence = @Sequence", new { SourceHash = sourceHash.ToArray(), Sequence = sequence });

    public int Execute(string sql, object parameters) => _connection.Execute(sql, parameters, _transaction);

    public IEnumerable<T> Query<T>(string sql, object parameters) => _connection.Query<T>(sql, parameters, _transaction);

    /// <summary>Moves what the write-ahead log holds into the database file and empties the log.</summary>
    public void Checkpoint() => _connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    public void Dispose()
    {
        Stored.Dispose();
        _inserter.Dispose();
        _connection.Dispose();
    }
}

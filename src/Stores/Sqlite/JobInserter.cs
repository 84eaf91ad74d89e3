using JobsGateway.Stores.Abstractions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Inserts jobs through prepared statements.</summary>
internal sealed class JobInserter : IDisposable
{
    private const string InsertJob =
        """
        INSERT INTO Jobs
            (Kind, Id, Name, Status, CorrelationId, ExternalId, CommunityAddress, AccountAddress, FailedAt, RetryJob, SourceHash, Document)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (Id, Kind) DO NOTHING
        """;

    private const string InsertCorrelation = "INSERT INTO JobCorrelations (CorrelationId, Kind, Sequence) VALUES (?1, ?2, ?3)";

    private readonly SqliteConnection _connection;
    private readonly Statement _job;
    private readonly Statement _correlation;

    /// <exception cref="SqliteException">The connection is of no use; nothing of it is held.</exception>
    public JobInserter(SqliteConnection connection)
    {
        _connection = connection;
        _job = new Statement(connection, InsertJob);
        try
        {
            _correlation = new Statement(connection, InsertCorrelation);
        }
        catch
        {
            _job.Dispose();
            throw;
        }
    }

    /// <summary>Inserts a job unless there is one of its id and kind.</summary>
    /// <param name="index">What is indexed of it.</param>
    /// <param name="document">The document.</param>
    /// <param name="sourceHash">The <see cref="SourceHash"/> of an imported job; empty for one made here.</param>
    /// <returns>Whether it was inserted.</returns>
    public bool Insert(JobIndex index, JobDocument document, ReadOnlySpan<byte> sourceHash)
    {
        Span<byte> id = stackalloc byte[JobId.TextLength];
        index.Id.Format(id);
        _job.BindInteger(1, (int)index.Kind);
        _job.BindText(2, id);
        _job.BindText(3, index.Name);
        _job.BindText(4, index.Status);
        _job.BindText(5, JobColumns.SoleCorrelationId(index));
        _job.BindText(6, index.ExternalId);
        _job.BindText(7, index.CommunityAddress);
        _job.BindText(8, index.AccountAddress);
        _job.BindInteger(9, index.FailedAt?.ToUnixTimeMilliseconds());
        _job.BindText(10, index.RetryJob);
        if (sourceHash.IsEmpty)
            _job.BindInteger(11, null);
        else
            _job.BindBlob(11, sourceHash);
        _job.BindText(12, document.Utf8.Span);
        _job.Execute();

        if (raw.sqlite3_changes(_connection.Handle) == 0)
            return false;
        if (index.CorrelationIds.Count > 1)
            InsertCorrelations(index, raw.sqlite3_last_insert_rowid(_connection.Handle));
        return true;
    }

    /// <summary>Files a job under each of several correlation ids.</summary>
    public void InsertCorrelations(JobIndex index, long sequence)
    {
        foreach (var correlationId in index.CorrelationIds)
        {
            _correlation.BindText(1, correlationId);
            _correlation.BindInteger(2, (int)index.Kind);
            _correlation.BindInteger(3, sequence);
            _correlation.Execute();
        }
    }

    public void Dispose()
    {
        _job.Dispose();
        _correlation.Dispose();
    }
}

using Dapper;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Jobs in one SQLite file: the embedded default, for one machine.</summary>
/// <remarks>
/// Reads run in parallel, on the caller's thread and without waiting for writers (write-ahead log). Writes run one at a time and are on the disk when they
/// are reported. Several processes may share the file, on a local disk only; a write of another process is seen after 5 ms at the latest.
/// </remarks>
public sealed partial class SqliteJobStore : IJobStore, IJobImporter, IJobScanner
{
    internal const string ByExternalId =
        "SELECT CAST(Document AS BLOB) FROM Jobs WHERE ExternalId = CAST(@ExternalId AS TEXT) AND Kind = 1 ORDER BY Sequence";

    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly JobIdGenerator _ids;
    private readonly Connections _connections;
    private readonly ReadSessionPool _reads;
    private readonly Writer _writer;

    /// <summary>Makes a store; nothing is opened before <see cref="PrepareAsync"/>.</summary>
    public SqliteJobStore(SqliteStoreOptions options, TimeProvider clock, ILogger<SqliteJobStore> logger)
    {
        _options = options;
        _clock = clock;
        _logger = logger;
        _ids = new JobIdGenerator(clock);
        _connections = new Connections(options);
        var commits = new CommitCounter();
        _reads = new ReadSessionPool(_connections, clock, commits);
        _writer = new Writer(_connections, commits);
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Preparation.Run(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) =>
        Read(id, static (session, id) => session.FetchById(id), JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) =>
        Read(correlationId, static (session, id) => session.FetchByCorrelationId(id), JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        Read(
            externalId,
            static (session, id) =>
            {
                var documents = session.Connection.Query<byte[]>(ByExternalId, new { ExternalId = JobColumns.Utf8(id) });
                return new JobsOutcome([.. documents.Select(utf8 => new JobDocument(utf8))]);
            },
            JobsOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        Read(
            0,
            static (session, _) => session.Connection.ExecuteScalar<bool>("SELECT NOT EXISTS (SELECT 1 FROM Jobs)"),
            static reason => throw new JobStoreException(reason),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                var job = session.Query<StoredJob>(StoredJob.ByIdQueueFirst, new { Id = id.ToString() }).FirstOrDefault();
                var outcome = job is null ? JobOutcome.NotFound : new Retrier(session, _ids, _clock).Retry(job);
                return (outcome, outcome.Status == OutcomeStatus.Found);
            },
            JobOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) =>
        WriteAsync(
            session => (new RetryBatch(session, new Retrier(session, _ids, _clock)).Run(query, cancellationToken), !query.DryRun),
            RetryQueryOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken) =>
        WriteAsync(
            session => (new Importer(session).Run(batch, cancellationToken), true),
            static reason => throw new JobStoreException(reason),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, CancellationToken cancellationToken) =>
        JobPages.ReadAsync(
            (last, token) => Read(
                (kind, last),
                static (session, from) => ScanPage.Read(session, from.kind, from.last),
                static reason => throw new JobStoreException(reason),
                token),
            after,
            cancellationToken);

    /// <summary>Closes the store: waits for the write at hand, and leaves one file without a write-ahead log where no other process has it open.</summary>
    public async ValueTask DisposeAsync()
    {
        _reads.Dispose();
        try
        {
            await _writer.DisposeAsync();
        }
        catch (SqliteException e)
        {
            SqliteLog.NotCheckpointed(_logger, SqliteErrors.Describe(e, _options.File));
        }
    }

    private ValueTask<TResult> Read<TArgument, TResult>(
        TArgument argument, Func<ReadSession, TArgument, TResult> read, Func<string, TResult> unavailable, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        try
        {
            return new ValueTask<TResult>(_reads.Use(argument, read));
        }
        catch (Exception e) when (e is SqliteException or ObjectDisposedException)
        {
            return new ValueTask<TResult>(unavailable(SqliteErrors.Describe(e, _options.File)));
        }
    }

    private async ValueTask<TResult> WriteAsync<TResult>(
        Func<WriteSession, (TResult Result, bool Commit)> work, Func<string, TResult> unavailable, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _writer.RunAsync(work, cancellationToken);
        }
        catch (Exception e) when (e is SqliteException or ObjectDisposedException)
        {
            return unavailable(SqliteErrors.Describe(e, _options.File));
        }
    }
}

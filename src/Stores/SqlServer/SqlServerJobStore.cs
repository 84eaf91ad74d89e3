using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Schema;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Jobs in a schema of a SQL Server database, for any number of gateways at once.</summary>
/// <remarks>A fetch is one statement and one seek. What excludes writers from each other are conditions and unique indexes in the database, never locks held here.</remarks>
public sealed partial class SqlServerJobStore : IJobStore, IJobImporter, IJobScanner, IJobStoreSchema
{
    /// <summary>Of work that takes as long as there are jobs; each of its statements has its own time.</summary>
    private static readonly TimeSpan Unlimited = Timeout.InfiniteTimeSpan;

    private readonly SqlServerStoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly JobIdGenerator _ids;
    private readonly ILogger _logger;
    private readonly Connections _connections;
    private readonly IReadOnlyList<SchemaScript> _scripts = SchemaScripts.Load(typeof(SqlServerJobStore).Assembly);
    private readonly SchemaMigrator _migrator;
    private readonly Transactions _transactions;
    private readonly StatementCatalog _statements;
    private readonly Fetcher _fetcher;
    private readonly Retrier _retrier;
    private readonly RetryBatch _retryBatch;
    private readonly Importer _importer;
    // A connection and a few statements, each within its own time.
    private readonly TimeSpan _limit;
    private volatile string? _closedBecause;

    /// <summary>Makes a store; nothing is opened before <see cref="PrepareAsync"/>.</summary>
    public SqlServerJobStore(SqlServerStoreOptions options, TimeProvider clock, ILogger<SqlServerJobStore> logger)
    {
        _options = options;
        _limit = (2 * options.CommandTimeout) + Bounded.Grace;
        _clock = clock;
        _ids = new JobIdGenerator(clock);
        _logger = logger;
        _connections = new Connections(options);
        _transactions = new Transactions(logger);
        _migrator = new SchemaMigrator(_connections, _scripts, _transactions);
        _statements = StatementCatalog.For(options.Schema);
        _fetcher = new Fetcher(_connections, _statements.Fetch, logger);
        _retrier = new Retrier(_statements.Retry, _ids, clock);
        _retryBatch = new RetryBatch(_statements, _retrier);
        _importer = new Importer(_statements.Import);
        _closedBecause = NotOpen("it was not prepared");
    }

    /// <inheritdoc/>
    /// <remarks>May be called again after it failed.</remarks>
    /// <exception cref="JobStoreUnreachableException">The server can't be reached now.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new Preparation(_connections, _migrator, _statements.Fetch.ById, _logger).RunAsync(cancellationToken);
            _closedBecause = null;
        }
        catch (JobStoreException e)
        {
            _closedBecause = NotOpen(e.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) =>
        AskAsync(id, static (store, id, token) => store._fetcher.ByIdAsync(id, token), JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) =>
        AskAsync(correlationId, static (store, id, token) => store._fetcher.ByCorrelationIdAsync(id, token), JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        AskAsync(externalId, static (store, id, token) => store._fetcher.ByExternalIdAsync(id, token), JobsOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        AskAsync(0, static (store, _, token) => store._fetcher.IsEmptyAsync(token), static (reason, _) => throw new JobStoreException(reason), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) =>
        WriteAsync(id, static (store, session, id, token) => store._retrier.RetryAsync(session, id, token), JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) =>
        WriteAsync(query, static (store, session, query, token) => store._retryBatch.RunAsync(session, query, token), RetryQueryOutcome.Unavailable, cancellationToken, Unlimited);

    /// <inheritdoc/>
    public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken) =>
        WriteAsync(
            batch,
            static (store, session, batch, token) => store._importer.RunAsync(session, batch, token),
            static (reason, _) => throw new JobStoreException(reason),
            cancellationToken,
            Unlimited);

    /// <inheritdoc/>
    public IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, CancellationToken cancellationToken)
    {
        var scan = new Scan(_connections, _statements.Scan, kind);
        return JobPages.ReadAsync(
            (last, token) => AskAsync(
                (scan, last),
                static (_, from, token) => from.scan.ReadPageAsync(from.last, token),
                static (reason, _) => throw new JobStoreException(reason),
                token,
                Unlimited),
            after,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken) => _migrator.GetStatusAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<SchemaUpgrade> UpgradeAsync(CancellationToken cancellationToken) => _migrator.UpgradeAsync(cancellationToken);

    /// <inheritdoc/>
    public string Script(int fromVersion) => SchemaText.Upgrade(_options.Schema, _scripts, fromVersion);

    /// <inheritdoc/>
    public string RoleScript(string role) => SchemaText.Role(_options.Schema, role);

    /// <summary>Closes the store and its idle connections. What is being done is done to its end.</summary>
    public ValueTask DisposeAsync()
    {
        _closedBecause = $"The store '{_options.Name}' of {_options.Place} is closed.";
        _connections.Close();
        return ValueTask.CompletedTask;
    }

    private string NotOpen(string reason) => $"The store '{_options.Name}' of {_options.Place} is not open yet: {reason}";
}

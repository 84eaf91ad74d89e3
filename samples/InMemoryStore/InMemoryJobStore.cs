using JobsGateway.Stores.Abstractions;

namespace JobsGateway.InMemoryStore;

/// <summary>Keeps jobs in memory, in the order they came: for demonstrations and tests. Everything is gone when the process ends.</summary>
/// <param name="clock">Tells the time of a retry.</param>
public sealed class InMemoryJobStore(TimeProvider clock) : IJobStore, IJobImporter, IJobScanner
{
    private const string Closed = "The store is closed.";

    // A query by criteria ends after so many refused jobs; the rest remains. A list of ids is a bound by itself.
    private const int MostRefused = 1000;

    private readonly Lock _lock = new();
    private readonly JobIdGenerator _ids = new(clock);
    private List<StoredJob> _jobs = [];
    private bool _closed;

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        Ask(() => _jobs.Count == 0, reason => throw new JobStoreException(reason), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) =>
        Ask(() => Outcome(Find(id, JobKind.Agenda) ?? Find(id, JobKind.Queue)), JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) =>
        Ask(
            () => Outcome(_jobs.Find(job => job.Index.Kind == JobKind.Agenda && job.Index.CorrelationIds.Contains(correlationId))),
            JobOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        Ask(
            () => new JobsOutcome([.. _jobs.Where(job => job.Index.Kind == JobKind.Queue && job.Index.ExternalId == externalId).Select(job => job.Document)]),
            JobsOutcome.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) =>
        Ask(() => (Find(id, JobKind.Queue) ?? Find(id, JobKind.Agenda)) is { } job ? Retry(job) : JobOutcome.NotFound, JobOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) =>
        Ask(() => Retry(query), RetryQueryOutcome.Unavailable, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken) =>
        Ask(() => Import(batch), reason => throw new JobStoreException(reason), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, CancellationToken cancellationToken) =>
        JobPages.ReadAsync((last, token) => Ask(() => Page(kind, last), reason => throw new JobStoreException(reason), token), after, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
            _closed = true;
        return ValueTask.CompletedTask;
    }

    // One thing at a time: that makes every operation atomic.
    private ValueTask<T> Ask<T>(Func<T> question, Func<string, T> unavailable, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        lock (_lock)
            return ValueTask.FromResult(_closed ? unavailable(Closed) : question());
    }

    private static JobOutcome Outcome(StoredJob? job) => job is null ? JobOutcome.NotFound : JobOutcome.Found(job.Document);

    private IReadOnlyList<ScannedJob> Page(JobKind kind, JobId? after) =>
        [
            .. _jobs.Where(job => job.Index.Kind == kind && (after is null || job.Index.Id > after))
                .OrderBy(job => job.Index.Id)
                .Take(JobPages.MostJobs)
                .Select(job => new ScannedJob(job.Index.Id, job.Document)),
        ];

    private StoredJob? Find(JobId id, JobKind kind) => _jobs.Find(job => job.Index.Id == id && job.Index.Kind == kind);

    private JobOutcome Retry(StoredJob job)
    {
        var decision = RetryRules.Decide(job.Index.Kind, job.Document);
        if (decision.CorrelationId is { } correlationId && _jobs.Find(other => other != job && other.Holds(correlationId)) is { } holder)
            return JobOutcome.Refused(RetryRules.CorrelationIdTaken(correlationId, holder.Index.Id, holder.Index.Status));
        if (decision.Refusal is { } refusal)
            return JobOutcome.Refused(refusal);
        var now = clock.GetUtcNow();
        var retry = RetryRules.MakeJob(job.Index.Kind, job.Document, _ids.Next(), now);
        var index = JobIndex.Read(job.Index.Kind, retry.Document);
        _jobs[_jobs.IndexOf(job)] = job.With(RetryRules.Link(job.Index.Kind, job.Document, index.Id, now));
        _jobs.Add(new StoredJob(index, retry.Document, null));
        return JobOutcome.Found(retry.Answer);
    }

    private RetryQueryOutcome Retry(RetryQuery query)
    {
        var before = _jobs.ToList();
        var candidates = _jobs.Where(job => job.Matches(query, hasQueueTwin: Find(job.Index.Id, JobKind.Queue) is not null)).OrderBy(job => job.Index.Id).ToList();
        var (limit, mostRefused) = (query.Limit ?? int.MaxValue, query.Ids is null ? MostRefused : int.MaxValue);
        var jobs = new List<JobDocument>();
        var skipped = new List<SkippedJob>();
        var position = 0;
        for (; position < candidates.Count && jobs.Count < limit && skipped.Count < mostRefused; position++)
        {
            var outcome = Retry(candidates[position]);
            if (outcome.Status == OutcomeStatus.Found)
                jobs.Add(query.DryRun ? candidates[position].Document : outcome.Document);
            else
                skipped.Add(new SkippedJob(candidates[position].Index.Id, outcome.Reason!));
        }

        if (query.DryRun)
            _jobs = before;
        return new RetryQueryOutcome(jobs, skipped, candidates.Count - position);
    }

    private ImportBatchOutcome Import(IReadOnlyList<ImportedJob> batch)
    {
        int inserted = 0, unchanged = 0, updated = 0;
        var conflicts = new List<int>();
        for (var i = 0; i < batch.Count; i++)
        {
            var incoming = new StoredJob(batch[i].Index, batch[i].Document, batch[i].Document);
            var position = _jobs.FindIndex(job => job.Index.Id == incoming.Index.Id && job.Index.Kind == incoming.Index.Kind);
            if (position < 0)
            {
                _jobs.Add(incoming);
                inserted++;
            }
            else if (_jobs[position].CameFrom(incoming.Document))
            {
                unchanged++;
            }
            else if (_jobs[position].Is(incoming.Document))
            {
                _jobs[position] = incoming; // From now on it counts as imported from there.
                unchanged++;
            }
            else if (_jobs[position].IsAsImported)
            {
                _jobs[position] = incoming;
                updated++;
            }
            else
            {
                conflicts.Add(i);
            }
        }

        return new ImportBatchOutcome(inserted, unchanged, updated, conflicts);
    }
}

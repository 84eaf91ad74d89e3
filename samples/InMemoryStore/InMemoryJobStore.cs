using JobsGateway.Stores.Abstractions;

namespace JobsGateway.InMemoryStore;

/// <summary>Keeps jobs in memory, in the order they came: for demonstrations and tests. Everything is gone when the process ends.</summary>
/// <param name="clock">Tells the time of a retry.</param>
public sealed class InMemoryJobStore(TimeProvider clock) : IJobStore, IJobImporter
{
    private readonly Lock _lock = new();
    private readonly JobIdGenerator _ids = new(clock);
    private readonly List<Job> _jobs = [];

    private sealed record Job(JobIndex Index, JobDocument Document, JobDocument? Source);

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_jobs.Count == 0);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Outcome(Find(id, JobKind.Agenda) ?? Find(id, JobKind.Queue)));

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Outcome(Where(job => job.Index.Kind == JobKind.Agenda && job.Index.CorrelationIds.Contains(correlationId)).FirstOrDefault()));

    /// <inheritdoc/>
    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new JobsOutcome(
            [.. Where(job => job.Index.Kind == JobKind.Queue && job.Index.ExternalId == externalId).Select(job => job.Document)]));

    /// <inheritdoc/>
    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if ((Find(id, JobKind.Queue) ?? Find(id, JobKind.Agenda)) is not { } job)
                return ValueTask.FromResult(JobOutcome.NotFound);
            return ValueTask.FromResult(Refusal(job, []) is { } reason ? JobOutcome.Refused(reason) : JobOutcome.Found(Retry(job)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var matching = Where(job => Matches(query, job)).OrderBy(job => job.Index.Id).ToList();
            var chosen = matching.Take(query.Limit ?? int.MaxValue).ToList();
            var jobs = new List<JobDocument>();
            var skipped = new List<SkippedJob>();
            var taken = new HashSet<string>();
            foreach (var job in chosen)
            {
                if (Refusal(job, taken) is { } reason)
                {
                    skipped.Add(new SkippedJob(job.Index.Id, reason));
                    continue;
                }

                if (query.DryRun && RetryRules.Decide(job.Index.Kind, job.Document).CorrelationId is { } correlationId)
                    taken.Add(correlationId);
                jobs.Add(query.DryRun ? job.Document : Retry(job));
            }

            return ValueTask.FromResult(new RetryQueryOutcome(jobs, skipped, matching.Count - chosen.Count));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            int inserted = 0, unchanged = 0, updated = 0;
            var conflicts = new List<int>();
            for (var i = 0; i < batch.Count; i++)
            {
                var (index, document) = batch[i];
                var position = _jobs.FindIndex(job => job.Index.Id == index.Id && job.Index.Kind == index.Kind);
                var job = new Job(index, document, document);
                if (position < 0)
                {
                    _jobs.Add(job);
                    inserted++;
                }
                else if (_jobs[position].Source is { } source && Same(source, document))
                {
                    unchanged++;
                }
                else if (_jobs[position].Source is { } original && Same(original, _jobs[position].Document))
                {
                    _jobs[position] = job;
                    updated++;
                }
                else
                {
                    conflicts.Add(i);
                }
            }

            return ValueTask.FromResult(new ImportBatchOutcome(inserted, unchanged, updated, conflicts));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool Same(JobDocument a, JobDocument b) => a.Utf8.Span.SequenceEqual(b.Utf8.Span);

    private static JobOutcome Outcome(Job? job) => job is null ? JobOutcome.NotFound : JobOutcome.Found(job.Document);

    private Job? Find(JobId id, JobKind kind) => Where(job => job.Index.Id == id && job.Index.Kind == kind).FirstOrDefault();

    private List<Job> Where(Func<Job, bool> predicate)
    {
        lock (_lock)
            return [.. _jobs.Where(predicate)];
    }

    private string? Refusal(Job job, HashSet<string> taken)
    {
        var decision = RetryRules.Decide(job.Index.Kind, job.Document);
        if (decision.CorrelationId is not { } correlationId)
            return decision.Refusal;
        var holder = _jobs.Find(other => other != job && other.Index.Kind == JobKind.Queue && other.Index.Status != "failed" && other.Index.CorrelationIds.Contains(correlationId));
        if (holder is not null)
            return RetryRules.CorrelationIdTaken(correlationId, holder.Index.Id, holder.Index.Status);
        return taken.Contains(correlationId) ? $"Another job with the correlationId {correlationId} is retried before this one." : decision.Refusal;
    }

    private JobDocument Retry(Job job)
    {
        var now = clock.GetUtcNow();
        var retry = RetryRules.MakeJob(job.Index.Kind, job.Document, _ids.Next(), now);
        var index = JobIndex.Read(job.Index.Kind, retry.Document);
        var linked = RetryRules.Link(job.Index.Kind, job.Document, index.Id, now);
        _jobs[_jobs.IndexOf(job)] = job with { Document = linked, Index = JobIndex.Read(job.Index.Kind, linked) };
        _jobs.Add(new Job(index, retry.Document, null));
        return retry.Answer;
    }

    private bool Matches(RetryQuery query, Job job)
    {
        var index = job.Index;
        var isOfKind = query.Kinds.HasFlag(index.Kind == JobKind.Agenda ? JobKinds.Agenda : JobKinds.Queue);
        var isNamed = query.Ids is { } ids
            ? ids.Contains(index.Id) && (index.Kind == JobKind.Queue || !query.Kinds.HasFlag(JobKinds.Queue) || Find(index.Id, JobKind.Queue) is null)
            : RetryRules.RetryableStatuses.Contains(index.Status) && index.RetryJob is null;
        return isOfKind && isNamed
            && (query.Name is null || query.Name == index.Name)
            && (query.Status is null || query.Status == index.Status)
            && (query.CorrelationId is null || index.CorrelationIds.Contains(query.CorrelationId))
            && (query.CommunityAddress is null || query.CommunityAddress == index.CommunityAddress)
            && (query.AccountAddress is null || query.AccountAddress == index.AccountAddress)
            && (query.FailedAfter is null || index.FailedAt >= query.FailedAfter)
            && (query.FailedBefore is null || index.FailedAt < query.FailedBefore);
    }
}

using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>Counts while an import runs. Only the writing side touches it.</summary>
internal sealed class ImportTally
{
    private readonly List<string> _rejectFiles = [];
    private long _inserted, _unchanged, _updated, _rejected, _conflicts;

    /// <summary>Documents seen so far.</summary>
    public long Read { get; private set; }

    public void CountRead() => Read++;

    public void CountRejected() => _rejected++;

    public void Count(ImportBatchOutcome outcome)
    {
        _inserted += outcome.Inserted;
        _unchanged += outcome.Unchanged;
        _updated += outcome.Updated;
        _conflicts += outcome.Conflicts.Count;
        _rejected += outcome.Conflicts.Count;
    }

    public void AddRejectFile(string path)
    {
        if (!_rejectFiles.Contains(path))
            _rejectFiles.Add(path);
    }

    public ImportSummary Summarize(string? failure) => new(Read, _inserted, _unchanged, _updated, _rejected)
    {
        Conflicts = _conflicts,
        RejectFiles = [.. _rejectFiles],
        Failure = failure,
    };
}

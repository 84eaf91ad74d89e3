using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import.Tests.Support;

/// <summary>A store in memory that keeps the promises of <see cref="IJobImporter"/>.</summary>
internal sealed class MemoryImporter : IJobImporter
{
    private readonly Dictionary<JobId, string> _sources = [];
    private readonly HashSet<JobId> _changedHere = [];

    public List<ImportedJob> Jobs { get; } = [];

    public List<int> BatchSizes { get; } = [];

    public string this[JobId id] => Jobs.Last(j => j.Index.Id == id).Document.ToString();

    public void ChangeHere(string id) => _changedHere.Add(JobId.Parse(id));

    public ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
    {
        BatchSizes.Add(batch.Count);
        int inserted = 0, unchanged = 0, updated = 0;
        var conflicts = new List<int>();
        for (var i = 0; i < batch.Count; i++)
        {
            var (id, source) = (batch[i].Index.Id, batch[i].Document.ToString());
            if (_sources.TryGetValue(id, out var known) && known == source)
            {
                unchanged++;
                continue;
            }

            if (known is not null && _changedHere.Contains(id))
            {
                conflicts.Add(i);
                continue;
            }

            _ = known is null ? inserted++ : updated++;
            _sources[id] = source;
            Jobs.Add(batch[i]);
        }

        return ValueTask.FromResult(new ImportBatchOutcome(inserted, unchanged, updated, conflicts));
    }
}

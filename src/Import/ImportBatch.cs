using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>Jobs that wait to be written together.</summary>
internal sealed class ImportBatch(IJobImporter importer, ImportTally tally, RejectFile rejects, int maxJobs, int maxBytes)
{
    private const string Conflict = "the job was changed here since it was imported and was left alone";

    private readonly List<ConvertedDocument> _documents = new(maxJobs);
    private long _bytes;

    /// <summary>Adds a job; writes the batch where it is full.</summary>
    public async ValueTask AddAsync(ConvertedDocument document, CancellationToken cancellationToken)
    {
        _documents.Add(document);
        _bytes += document.Job!.Document.Utf8.Length;
        if (_documents.Count >= maxJobs || _bytes >= maxBytes)
            await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what waits.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_documents.Count == 0)
            return;
        var outcome = await importer.ImportAsync(_documents.ConvertAll(d => d.Job!), cancellationToken);
        tally.Count(outcome);
        foreach (var position in outcome.Conflicts)
            rejects.Add(_documents[position].Source, Conflict);
        _documents.Clear();
        _bytes = 0;
    }
}

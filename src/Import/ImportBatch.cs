using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>Jobs that wait to be written together, and the way out for what is none.</summary>
internal sealed class ImportBatch(IJobImporter importer, ImportTally tally, RejectFile rejects, int maxJobs, int maxBytes)
{
    private const string Conflict = "the job was changed here since it was imported and was left alone";

    private readonly List<ConvertedDocument> _documents = [];
    private int _taken;
    private long _bytes;

    /// <summary>Takes a document: a job waits with the others, and all are written where they are many; what is none is rejected.</summary>
    /// <returns>Whether this was the last of a batch, so that everything taken so far has its place now.</returns>
    public async ValueTask<bool> TakeAsync(ConvertedDocument document, CancellationToken cancellationToken)
    {
        tally.CountRead();
        _taken++;
        if (document.Job is null)
        {
            tally.CountRejected();
            rejects.Add(document.Source, document.Problem!);
        }
        else
        {
            _documents.Add(document);
            _bytes += document.Job.Document.Utf8.Length;
        }

        if (_taken < maxJobs && _bytes < maxBytes)
            return false;
        await FlushAsync(cancellationToken);
        return true;
    }

    /// <summary>Writes what waits.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _taken = 0;
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

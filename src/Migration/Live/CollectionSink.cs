using JobsGateway.Import;
using JobsGateway.Import.Reading;
using JobsGateway.Migration.Live.Checkpoints;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Live;

/// <summary>The way of one collection's documents into the store, or to its file of rejects.</summary>
internal sealed class CollectionSink : IDisposable
{
    private readonly ImportTally _tally;
    private readonly RejectFile _rejects;
    private readonly ImportBatch _batch;
    private long _number;

    public CollectionSink(JobKind kind, IJobImporter importer, LiveImportRequest request, ImportTally tally, CollectionPosition position)
    {
        _tally = tally;
        _number = position.Read;
        Converter = new DocumentConverter(kind, SourceFormat.Bson);
        _rejects = new RejectFile(request.RejectFileOf(kind), SourceFormat.Bson);
        if (position.RejectBytes == 0)
            _rejects.RemoveEarlier();
        else
            _rejects.GoOnAt(position.RejectBytes);
        _batch = new ImportBatch(importer, tally, _rejects, request.BatchJobs, request.BatchBytes);
    }

    public DocumentConverter Converter { get; }

    /// <summary>Numbers a document as it was read.</summary>
    public SourceDocument Number(byte[] document) => new(++_number, document);

    /// <inheritdoc cref="ImportBatch.TakeAsync"/>
    public ValueTask<bool> TakeAsync(ConvertedDocument document, CancellationToken cancellationToken) => _batch.TakeAsync(document, cancellationToken);

    /// <summary>Converts and takes a document.</summary>
    /// <returns>The document with what came of it.</returns>
    public async ValueTask<ConvertedDocument> TakeAsync(byte[] document, CancellationToken cancellationToken)
    {
        var converted = Converter.Convert([Number(document)])[0];
        await _batch.TakeAsync(converted, cancellationToken);
        return converted;
    }

    /// <summary>Writes what waits.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _batch.FlushAsync(cancellationToken);

    /// <summary>The position after a batch: call it only where nothing waits.</summary>
    /// <param name="position">The position before.</param>
    /// <param name="number">How many documents were read up to there.</param>
    public CollectionPosition After(CollectionPosition position, long number) => position with { Read = number, RejectBytes = _rejects.Flush() };

    /// <inheritdoc cref="After(CollectionPosition, long)"/>
    public CollectionPosition After(CollectionPosition position) => After(position, _number);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rejects.Path is { } path)
            _tally.AddRejectFile(path);
        _rejects.Dispose();
        Converter.Dispose();
    }
}

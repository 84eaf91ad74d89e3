using System.Runtime.CompilerServices;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Import.Reading;
using JobsGateway.Migration.Live.Checkpoints;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Migration.Live;

/// <summary>Reads a collection from the checkpoint to its end; after each batch the checkpoint tells of it.</summary>
internal sealed class CollectionCopy(LiveSession session, JobKind kind)
{
    private readonly CheckpointKeeper _keeper = session.Keeper;
    private readonly LiveCollection _collection = session.Source[kind];

    private CollectionPosition Position => kind == JobKind.Agenda ? _keeper.Current.Agenda : _keeper.Current.Queue;

    /// <summary>Copies.</summary>
    /// <param name="progress">Is told how many documents were read, those of earlier runs included.</param>
    /// <param name="cancellationToken">Ends it; what waits is not written then.</param>
    public async Task RunAsync(Action<long> progress, CancellationToken cancellationToken)
    {
        if (Position.IsFinished)
            return;
        using var sink = session.Open(kind);
        ConvertedDocument? last = null;
        try
        {
            var documents = ReadAsync(sink, cancellationToken);
            await foreach (var chunk in ConversionPipeline.RunAsync(documents, sink.Converter, session.Request.Converters, cancellationToken))
            {
                foreach (var document in chunk)
                {
                    last = document;
                    if (await sink.TakeAsync(document, cancellationToken))
                        Save(sink, document, isFinished: false);
                }

                progress(chunk[^1].Source.Position);
            }
        }
        catch (Exception e) when (SourceFailure.IsPassing(e) && last is not null)
        {
            // What came before the failure counts, so that a connection that breaks all the time still gets to the end.
            await sink.FlushAsync(cancellationToken);
            Save(sink, last, isFinished: false);
            throw;
        }

        await sink.FlushAsync(cancellationToken);
        Save(sink, last, isFinished: true);
    }

    private async IAsyncEnumerable<SourceDocument> ReadAsync(CollectionSink sink, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Position.Last is { } last ? ObjectId.Parse(last) : (ObjectId?)null;
        await foreach (var document in _collection.ReadAsync(after, cancellationToken))
        {
            await session.Throttle.WaitAsync(cancellationToken);
            yield return sink.Number(document);
        }
    }

    private void Save(CollectionSink sink, ConvertedDocument? last, bool isFinished)
    {
        var position = last is { } document
            ? sink.After(Position, document.Source.Position) with { Last = RawBytes.IdOf(document.Source.Raw)?.ToString() ?? Position.Last }
            : Position;
        position = position with { IsFinished = isFinished };
        _keeper.Save(kind == JobKind.Agenda ? _keeper.Current with { Agenda = position } : _keeper.Current with { Queue = position });
    }
}

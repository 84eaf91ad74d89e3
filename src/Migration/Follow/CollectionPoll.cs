using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Migration.Follow;

/// <summary>Polls one collection.</summary>
internal sealed class CollectionPoll(LiveSession session, JobKind kind) : IDisposable
{
    private const int MaxOpen = 10_000, MaxSeen = 100_000, LotSize = 1000;

    private readonly OpenJobs _open = new(MaxOpen);
    private readonly SeenDocuments _seen = new(MaxSeen);

    public CollectionSink Sink { get; } = session.Open(kind);

    /// <summary>Brings what changed since a moment into the store, and what changed of jobs that had not ended.</summary>
    public async Task RunAsync(DateTimeOffset polledAt, CancellationToken cancellationToken)
    {
        var met = new HashSet<ObjectId>();
        await TakeAsync(PollFilter.Since(kind, polledAt), met, cancellationToken);
        foreach (var lot in _open.Lots(LotSize))
        {
            var rest = lot.Where(id => !met.Contains(id)).ToArray();
            if (rest.Length == 0)
                continue;
            var there = new HashSet<ObjectId>();
            await TakeAsync(PollFilter.Of(rest), there, cancellationToken);
            foreach (var id in rest.Where(id => !there.Contains(id)))
            {
                _open.Forget(id);
                session.Changes.CountDeletion();
            }
        }

        await Sink.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => Sink.Dispose();

    private async Task TakeAsync(BsonDocument filter, HashSet<ObjectId> met, CancellationToken cancellationToken)
    {
        await foreach (var document in session.Source[kind].FindAsync(filter, cancellationToken))
        {
            await session.Throttle.WaitAsync(cancellationToken);
            if (RawBytes.IdOf(document) is not { } id)
                continue; // No job's; the copy has rejected it.
            met.Add(id);
            if (!_seen.IsNews(id, document))
                continue;
            session.Changes.CountChange();
            _open.Note(id, (await Sink.TakeAsync(document, cancellationToken)).Job?.Index);
        }
    }
}

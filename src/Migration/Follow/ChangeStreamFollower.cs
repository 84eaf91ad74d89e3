using JobsGateway.Import;
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Checkpoints;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;

namespace JobsGateway.Migration.Follow;

/// <summary>Follows by one change stream on the database. What the server has at a time is one lot: the busier it is, the larger the lots.</summary>
internal sealed class ChangeStreamFollower(LiveSession session) : IFollower
{
    // An idle stream's place moves on as well; saving it keeps it from falling off the server's history.
    private static readonly TimeSpan IdleSaveInterval = TimeSpan.FromSeconds(10);
    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    /// <inheritdoc/>
    public bool HasStart(Checkpoint checkpoint) => checkpoint.ResumeToken is not null;

    /// <inheritdoc/>
    public async Task<Checkpoint> StartAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        using var cursor = await ChangeStream.OpenAsync(session.Source, null, cancellationToken);
        // What is read before there is a token needs no second reading: the copy comes after it.
        while (cursor.GetResumeToken() is null)
            await cursor.MoveNextAsync(cancellationToken);
        return checkpoint with { ResumeToken = cursor.GetResumeToken().ToJson(Canonical) };
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var cursor = await ChangeStream.OpenAsync(session.Source, session.Keeper.Current.ResumeToken, cancellationToken);
            using CollectionSink agenda = session.Open(JobKind.Agenda), queue = session.Open(JobKind.Queue);
            await FollowAsync(cursor, agenda, queue, cancellationToken);
        }
        catch (Exception e) when (SourceFailure.IsHistoryLost(e))
        {
            // The caller reads everything again.
        }
    }

    private async Task FollowAsync(IChangeStreamCursor<RawBsonDocument> cursor, CollectionSink agenda, CollectionSink queue, CancellationToken cancellationToken)
    {
        var saved = session.Clock.GetTimestamp();
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            var (end, last) = await TakeAsync(cursor.Current, agenda, queue, cancellationToken);
            await agenda.FlushAsync(cancellationToken);
            await queue.FlushAsync(cancellationToken);
            if (end is not null)
                throw new ImportException(end);
            if (last is not null || session.Clock.GetElapsedTime(saved) >= IdleSaveInterval)
            {
                Save(cursor.GetResumeToken(), agenda, queue);
                saved = session.Clock.GetTimestamp();
            }

            session.Changes.InStep(last is null ? session.Clock.GetUtcNow() : DateTimeOffset.FromUnixTimeSeconds(last.Timestamp));
            session.Console.ShowFollow(session.Changes.Read());
        }

        throw new ImportException(End("the server closed the stream of changes"));
    }

    // The reason why there is nothing more to follow, and the time of the last change.
    private async ValueTask<(string? End, BsonTimestamp? Last)> TakeAsync(
        IEnumerable<RawBsonDocument> changes, CollectionSink agenda, CollectionSink queue, CancellationToken cancellationToken)
    {
        BsonTimestamp? last = null;
        foreach (var raw in changes)
        {
            using var change = raw;
            var type = change["operationType"].AsString;
            var collection = change.TryGetValue("ns", out var place) && place.AsBsonDocument.TryGetValue("coll", out var name) ? name.AsString : null;
            switch (type)
            {
                case "insert" or "update" or "replace":
                    // Without a document it was deleted before the server looked it up; that is told by a change of its own.
                    if (change.TryGetValue("fullDocument", out var value) && value is RawBsonDocument document)
                    {
                        await session.Throttle.WaitAsync(cancellationToken);
                        await (collection == session.Source.Agenda.Name ? agenda : queue).TakeAsync(RawBytes.Of(document), cancellationToken);
                    }

                    session.Changes.CountChange();
                    break;
                case "delete":
                    session.Changes.CountDeletion();
                    break;
                case "drop" or "rename":
                    return (End(type == "drop" ? $"the collection '{collection}' was dropped in the source" : $"the collection '{collection}' was renamed to '{change["to"]["coll"]}' in the source"), last);
                case "dropDatabase" or "invalidate":
                    return (End("the database was dropped in the source"), last);
            }

            last = change["clusterTime"].AsBsonTimestamp;
        }

        return (null, last);
    }

    private void Save(BsonDocument token, CollectionSink agenda, CollectionSink queue)
    {
        var current = session.Keeper.Current;
        session.Keeper.Save(current with { ResumeToken = token.ToJson(Canonical), Agenda = agenda.After(current.Agenda), Queue = queue.After(current.Queue) });
    }

    private static string End(string what) => $"There is nothing more to follow: {what}. What is in the store stays. If that was meant, start over with --restart; else check the address and the collections.";
}

using System.Collections.Concurrent;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>Answers that come in several parts.</summary>
internal sealed class CursorTable
{
    private readonly ConcurrentDictionary<long, (string Name, ICursor Cursor)> _open = [];
    private long _last;

    /// <summary>The first part.</summary>
    public BsonDocument Open(string name, ICursor cursor, int batchSize)
    {
        var id = Interlocked.Increment(ref _last);
        _open[id] = (name, cursor);
        return Answer(id, name, "firstBatch", cursor, cursor.Take(batchSize));
    }

    /// <summary>The next part.</summary>
    public async Task<BsonDocument> MoreAsync(BsonDocument command, CancellationToken cancellationToken)
    {
        var id = command[0].ToInt64();
        if (!_open.TryGetValue(id, out var open))
            throw new WireError(43, $"cursor id {id} not found");
        await open.Cursor.WaitAsync(TimeSpan.FromMilliseconds(command.GetValue("maxTimeMS", 1000).ToInt32()), cancellationToken);
        return Answer(id, open.Name, "nextBatch", open.Cursor, open.Cursor.Take(command.GetValue("batchSize", int.MaxValue).ToInt32()));
    }

    public void Close(long id) => _open.TryRemove(id, out _);

    private BsonDocument Answer(long id, string name, string batch, ICursor cursor, BsonArray documents)
    {
        if (cursor.IsAtEnd)
            Close(id);
        var part = new BsonDocument { { "id", cursor.IsAtEnd ? 0L : id }, { "ns", name }, { batch, documents } };
        if (cursor.Token is { } token)
            part.Add("postBatchResumeToken", token);
        return CommandTable.Ok().Add("cursor", part);
    }
}

using System.Globalization;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Data;

/// <summary>What changed, in order. A place in it is how many changes came before.</summary>
internal sealed class History(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<BsonDocument> _changes = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _forgotten;

    /// <summary>The place after the last change.</summary>
    public int End
    {
        get
        {
            lock (_lock)
                return _changes.Count;
        }
    }

    /// <summary>Whether all changes after a place are still known.</summary>
    public bool Knows(int place)
    {
        lock (_lock)
            return place >= _forgotten && place <= _changes.Count;
    }

    public void Forget()
    {
        // A server's history always holds something: a note that nothing happened.
        Add("noop", "local.oplog", null, null);
        lock (_lock)
            _forgotten = _changes.Count;
    }

    public void Add(string operation, string name, BsonValue? id, BsonDocument? document, string? newName = null)
    {
        lock (_lock)
        {
            var change = new BsonDocument
            {
                { "_id", TokenOf(_changes.Count + 1) },
                { "operationType", operation },
                { "clusterTime", new BsonTimestamp((int)clock.GetUtcNow().ToUnixTimeSeconds(), _changes.Count + 1) },
                { "ns", PlaceOf(name) },
            };
            if (id is not null)
                change.Add("documentKey", new BsonDocument("_id", id));
            if (document is not null)
                change.Add("fullDocument", document);
            if (newName is not null)
                change.Add("to", PlaceOf(newName));
            _changes.Add(change);
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>The changes after a place, and what tells of the next one.</summary>
    public (IReadOnlyList<BsonDocument> Changes, Task News) After(int place)
    {
        lock (_lock)
            return (_changes.GetRange(place, _changes.Count - place), _news.Task);
    }

    private static BsonDocument PlaceOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return new BsonDocument { { "db", name[..dot] }, { "coll", name[(dot + 1)..] } };
    }

    /// <summary>The token of a place.</summary>
    public static BsonDocument TokenOf(int place) => new("_data", place.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>The place of a token.</summary>
    public static int PlaceOf(BsonDocument token) => int.Parse(token["_data"].AsString, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

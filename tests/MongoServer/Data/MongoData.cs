using MongoDB.Bson;

namespace JobsGateway.MongoServer.Data;

/// <summary>Databases with collections of documents, and the history of their changes.</summary>
public sealed class MongoData(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<BsonValue, BsonDocument>> _collections = [];

    internal History History { get; } = new(clock);

    /// <summary>Adds a document. Names are <c>database.collection</c>.</summary>
    public void Insert(string name, BsonDocument document)
    {
        lock (_lock)
        {
            Collection(name)[document["_id"]] = document;
            History.Add("insert", name, document["_id"], document);
        }
    }

    /// <summary>Puts a document in the place of the one with its id; false where there is none.</summary>
    public bool Replace(string name, BsonDocument document, bool isUpdate = false)
    {
        lock (_lock)
        {
            if (!Collection(name).ContainsKey(document["_id"]))
                return false;
            Collection(name)[document["_id"]] = document;
            // Of an update the stream holds no document: it is looked up when the change is read.
            History.Add(isUpdate ? "update" : "replace", name, document["_id"], isUpdate ? null : document);
            return true;
        }
    }

    /// <summary>Takes a document away; false where there is none.</summary>
    public bool Delete(string name, BsonValue id)
    {
        lock (_lock)
        {
            if (!Collection(name).Remove(id))
                return false;
            History.Add("delete", name, id, null);
            return true;
        }
    }

    /// <summary>Takes a collection away.</summary>
    public void Drop(string name)
    {
        lock (_lock)
        {
            if (_collections.Remove(name))
                History.Add("drop", name, null, null);
        }
    }

    /// <summary>Gives a collection another name; one of that name is gone then.</summary>
    public void Rename(string name, string newName)
    {
        lock (_lock)
        {
            _collections[newName] = _collections[name];
            _collections.Remove(name);
            History.Add("rename", name, null, null, newName);
        }
    }

    /// <summary>Forgets the history up to now, as a server does whose oplog is full.</summary>
    public void ForgetHistory() => History.Forget();

    internal IReadOnlyList<string> Names(string database)
    {
        lock (_lock)
            return [.. _collections.Keys.Where(name => name.StartsWith(database + ".", StringComparison.Ordinal)).Select(name => name[(database.Length + 1)..])];
    }

    internal BsonDocument? Find(string name, BsonValue id)
    {
        lock (_lock)
            return _collections.TryGetValue(name, out var documents) ? documents.GetValueOrDefault(id) : null;
    }

    /// <summary>The documents in the order of their ids, as they are now.</summary>
    internal IReadOnlyList<BsonDocument> All(string name)
    {
        lock (_lock)
            return _collections.TryGetValue(name, out var documents) ? [.. documents.Values] : [];
    }

    private SortedDictionary<BsonValue, BsonDocument> Collection(string name)
    {
        if (!_collections.TryGetValue(name, out var documents))
            _collections[name] = documents = [];
        return documents;
    }
}

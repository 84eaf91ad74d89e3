using System.Buffers.Binary;
using JobsGateway.Import.Conversion;
using JobsGateway.MongoServer.Data;

namespace JobsGateway.Studio;

/// <summary>Studio's two collections, in the order of insertion. What is written here the database server has, too, and its change stream tells of it.</summary>
internal sealed class Collections(MongoData database) : IDisposable
{
    /// <summary>The database's name.</summary>
    public const string Database = "studio";

    private readonly Dictionary<JobKind, List<BsonDocument>> _documents = new() { [JobKind.Agenda] = [], [JobKind.Queue] = [] };
    private readonly List<JobChange> _changes = [];
    private readonly JobConverter _converter = new();
    private readonly Lock _lock = new();
    private int _made;

    public void Dispose() => _converter.Dispose();

    /// <summary>Runs what must see the collections as they are, and nobody else change them.</summary>
    public T Do<T>(Func<Collections, T> action)
    {
        lock (_lock)
            return action(this);
    }

    /// <summary>An id made now.</summary>
    /// <remarks>A counter alone follows the time, so that ids are in the order in which they are made.</remarks>
    public ObjectId NewId()
    {
        var bytes = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(bytes, (int)DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), ++_made);
        return new ObjectId(bytes);
    }

    /// <summary>The documents of a collection.</summary>
    public IReadOnlyList<BsonDocument> this[JobKind kind] => _documents[kind];

    /// <summary>A document by its id; null where there is none.</summary>
    public BsonDocument? Find(JobKind kind, ObjectId id) => _documents[kind].Find(document => document["_id"] == id);

    /// <summary>Adds a document. It must not be changed afterwards.</summary>
    public void Insert(JobKind kind, BsonDocument document)
    {
        _documents[kind].Add(document);
        database.Insert(NameOf(kind), document);
        Note(kind, document);
    }

    /// <summary>Sets fields of a document: a copy takes its place.</summary>
    public void Set(JobKind kind, BsonValue id, params ReadOnlySpan<(string Name, BsonValue Value)> fields)
    {
        var index = _documents[kind].FindIndex(document => document["_id"] == id);
        var changed = _documents[kind][index].DeepClone().AsBsonDocument;
        foreach (var (name, value) in fields)
            changed[name] = value;
        Replace(kind, index, changed);
    }

    /// <summary>Adds a document, or puts it in the place of the one with its id.</summary>
    public void Upsert(JobKind kind, BsonDocument document)
    {
        var index = _documents[kind].FindIndex(known => known["_id"] == document["_id"]);
        if (index < 0)
            Insert(kind, document);
        else
            Replace(kind, index, document);
    }

    /// <summary>What was written after a number of changes, in order.</summary>
    public IReadOnlyList<JobChange> ChangesAfter(int count) => [.. _changes.Skip(count)];

    /// <summary>A document as a copy of it shows it to clients.</summary>
    public string ToJson(JobKind kind, BsonDocument document) => _converter.Convert(kind, document).ToString();

    private static string NameOf(JobKind kind) => $"{Database}.{(kind == JobKind.Agenda ? "agendaJobs" : "queuejobs")}";

    private void Replace(JobKind kind, int index, BsonDocument document)
    {
        _documents[kind][index] = document;
        database.Replace(NameOf(kind), document, isUpdate: true);
        Note(kind, document);
    }

    private void Note(JobKind kind, BsonDocument document) =>
        _changes.Add(new JobChange(_changes.Count + 1, document["_id"].AsObjectId.ToString(), ToJson(kind, document), kind == JobKind.Agenda && document.GetValue("nextRunAt", BsonNull.Value).IsBsonNull));
}

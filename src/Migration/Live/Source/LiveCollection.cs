using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace JobsGateway.Migration.Live.Source;

/// <summary>A collection of the source, read as the bytes that are stored.</summary>
/// <param name="database">The database it is in.</param>
/// <param name="name">Its name.</param>
/// <param name="lotSize">How many documents the server sends at a time.</param>
internal sealed class LiveCollection(IMongoDatabase database, string name, int lotSize)
{
    private static readonly BsonDocument ById = new("_id", 1);

    private readonly IMongoCollection<RawBsonDocument> _collection = database.GetCollection<RawBsonDocument>(name);

    /// <summary>The collection's name.</summary>
    public string Name => name;

    /// <summary>How many documents there are, about.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) => _collection.EstimatedDocumentCountAsync(null, cancellationToken);

    /// <summary>The documents after an id, in ascending order of their ids; from the start, those first whose id is no ObjectId.</summary>
    /// <remarks>A comparison in MongoDB finds only values of its own type, so that an ObjectId is a place to go on from among ObjectIds alone. Other ids are
    /// no job's: they are rejected, and it does no harm to meet them again.</remarks>
    public async IAsyncEnumerable<byte[]> ReadAsync(ObjectId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fromFirst = new BsonDocument("$gte", ObjectId.Empty);
        if (after is null)
        {
            await foreach (var document in FindAsync(new BsonDocument("_id", new BsonDocument("$not", fromFirst)), cancellationToken))
                yield return document;
        }

        var rest = after is { } id ? new BsonDocument("$gt", id) : fromFirst;
        await foreach (var document in FindAsync(new BsonDocument("_id", rest), cancellationToken))
            yield return document;
    }

    /// <summary>The documents that match, in ascending order of their ids.</summary>
    public async IAsyncEnumerable<byte[]> FindAsync(BsonDocument filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new FindOptions<RawBsonDocument> { Sort = ById, BatchSize = lotSize };
        using var cursor = await _collection.FindAsync(filter, options, cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var document in cursor.Current)
            {
                using (document)
                    yield return RawBytes.Of(document);
            }
        }
    }
}

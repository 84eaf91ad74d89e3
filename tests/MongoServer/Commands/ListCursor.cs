using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>Documents that were there when the query came.</summary>
internal sealed class ListCursor(IReadOnlyList<BsonDocument> documents) : ICursor
{
    private int _at;

    public bool IsAtEnd => _at >= documents.Count;

    public BsonDocument? Token => null;

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.CompletedTask;

    public BsonArray Take(int count)
    {
        var part = new BsonArray(documents.Skip(_at).Take(count));
        _at += part.Count;
        return part;
    }
}

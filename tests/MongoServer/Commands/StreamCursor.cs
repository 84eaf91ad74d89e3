using JobsGateway.MongoServer.Data;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>A stream of the changes of a database; a document that was updated is looked up when the change is read.</summary>
internal sealed class StreamCursor(MongoData data, string database, BsonDocument match, int place) : ICursor
{
    private int _place = place;

    public bool IsAtEnd => false;

    public BsonDocument? Token => History.TokenOf(_place);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var (changes, news) = data.History.After(_place);
        if (changes.Count == 0)
            await Task.WhenAny(news, Task.Delay(atMost, cancellationToken));
    }

    public BsonArray Take(int count)
    {
        var taken = new BsonArray();
        if (count == 0)
            return taken;
        foreach (var change in data.History.After(_place).Changes)
        {
            if (taken.Count == count)
                break;
            _place++;
            if (change["ns"]["db"] == database && Filter.Matches(change, match))
                taken.Add(WithDocument(change));
        }

        return taken;
    }

    private BsonDocument WithDocument(BsonDocument change)
    {
        if (change["operationType"] != "update")
            return change;
        var now = data.Find($"{database}.{change["ns"]["coll"].AsString}", change["documentKey"]["_id"]);
        return new BsonDocument(change.Elements).Add("fullDocument", now ?? (BsonValue)BsonNull.Value);
    }
}

using JobsGateway.MongoServer.Data;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>Opens streams of changes on a database.</summary>
internal sealed class Streams(MongoData data)
{
    private const int HistoryLost = 286;

    public BsonDocument Open(BsonDocument command, CursorTable cursors)
    {
        var stages = command["pipeline"].AsBsonArray.Select(stage => stage.AsBsonDocument).ToList();
        var stream = stages[0]["$changeStream"].AsBsonDocument;
        var token = stream.GetValue("resumeAfter", stream.GetValue("startAfter", BsonNull.Value));
        var place = token is BsonDocument known ? History.PlaceOf(known) : data.History.End;
        if (!data.History.Knows(place))
            throw new WireError(HistoryLost, "Resume of change stream was not possible, as the resume point may no longer be in the oplog.");
        var match = new BsonDocument("$and", new BsonArray(stages.Skip(1).Select(stage => stage["$match"])));
        var database = command["$db"].AsString;
        return cursors.Open($"{database}.$cmd.aggregate", new StreamCursor(data, database, match, place), 0);
    }
}

using JobsGateway.MongoServer.Data;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>Inserts, replacements and updates of whole fields, deletions by id.</summary>
internal sealed class Writes(MongoData data)
{
    public BsonDocument Insert(BsonDocument command, string name)
    {
        foreach (var document in command["documents"].AsBsonArray)
            data.Insert(name, document.AsBsonDocument);
        return CommandTable.Ok().Add("n", command["documents"].AsBsonArray.Count);
    }

    public BsonDocument Update(BsonDocument command, string name)
    {
        var done = command["updates"].AsBsonArray.Count(update => UpdateOne(update.AsBsonDocument, name));
        return CommandTable.Ok().AddRange(new BsonDocument { { "n", done }, { "nModified", done } });
    }

    public BsonDocument Delete(BsonDocument command, string name) =>
        CommandTable.Ok().Add("n", command["deletes"].AsBsonArray.Count(delete => data.Delete(name, delete["q"]["_id"])));

    public BsonDocument Drop(string name)
    {
        data.Drop(name);
        return CommandTable.Ok();
    }

    public BsonDocument DropDatabase(string database)
    {
        foreach (var name in data.Names(database))
            data.Drop($"{database}.{name}");
        return CommandTable.Ok();
    }

    private bool UpdateOne(BsonDocument update, string name)
    {
        var (id, change) = (update["q"]["_id"], update["u"].AsBsonDocument);
        if (!change.TryGetValue("$set", out var fields))
            return data.Replace(name, new BsonDocument("_id", id).Merge(change, overwriteExistingElements: true));
        return data.Find(name, id) is { } before &&
            data.Replace(name, before.DeepClone().AsBsonDocument.Merge(fields.AsBsonDocument, overwriteExistingElements: true), isUpdate: true);
    }
}

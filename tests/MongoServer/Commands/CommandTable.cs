using System.Collections.Concurrent;
using JobsGateway.MongoServer.Data;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>Answers commands.</summary>
internal sealed class CommandTable(MongoData data, WireServerOptions options, string endpoint)
{
    private readonly CursorTable _cursors = new();
    private readonly Writes _writes = new(data);
    private readonly Streams _streams = new(data);
    private volatile bool _isAway;

    public ConcurrentQueue<BsonDocument> Queries { get; } = [];

    /// <summary>The server does not answer any more.</summary>
    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    public static bool IsQuery(BsonDocument command) => command.GetElement(0).Name is "find" or "getMore" or "aggregate";

    public async Task<BsonDocument> AnswerAsync(BsonDocument command, CancellationToken cancellationToken)
    {
        var name = command.GetElement(0).Name;
        try
        {
            if (IsQuery(command))
                Queries.Enqueue(command);
            return name switch
            {
                "hello" or "isMaster" or "ismaster" => Greeting.Of(options, endpoint, name == "hello"),
                "ping" or "endSessions" => Ok(),
                "buildInfo" => Ok().Add("version", "6.0.0"),
                "saslStart" => Login.Answer(command, options.Password),
                "listCollections" => ListCollections(command),
                "count" => Ok().Add("n", data.All(NameOf(command)).Count),
                "find" => Find(command),
                "aggregate" => options.IsReplicaSet ? _streams.Open(command, _cursors) : throw new WireError(40573, "The $changeStream stage is only supported on replica sets"),
                "getMore" => await _cursors.MoreAsync(command, cancellationToken),
                "killCursors" => Kill(command),
                "insert" => _writes.Insert(command, NameOf(command)),
                "update" => _writes.Update(command, NameOf(command)),
                "delete" => _writes.Delete(command, NameOf(command)),
                "drop" => _writes.Drop(NameOf(command)),
                "dropDatabase" => _writes.DropDatabase(command["$db"].AsString),
                _ => throw new WireError(59, $"no such command: '{name}'"),
            };
        }
        catch (WireError e)
        {
            return new BsonDocument { { "ok", 0.0 }, { "code", e.Code }, { "errmsg", e.Message } };
        }
    }

    public static BsonDocument Ok() => new("ok", 1.0);

    private static string NameOf(BsonDocument command) => $"{command["$db"].AsString}.{command[0].AsString}";

    private BsonDocument Find(BsonDocument command)
    {
        var filter = command.GetValue("filter", new BsonDocument()).AsBsonDocument;
        // Documents come in the order of their ids; no other order is asked for.
        var found = data.All(NameOf(command)).Where(document => Filter.Matches(document, filter)).Skip(command.GetValue("skip", 0).ToInt32());
        if (command.GetValue("limit", 0).ToInt32() is > 0 and var limit)
            found = found.Take(limit);
        return _cursors.Open(NameOf(command), new ListCursor([.. found]), command.GetValue("batchSize", 101).ToInt32());
    }

    private BsonDocument ListCollections(BsonDocument command)
    {
        var database = command["$db"].AsString;
        var names = data.Names(database).Select(name => new BsonDocument { { "name", name }, { "type", "collection" } });
        return _cursors.Open($"{database}.$cmd.listCollections", new ListCursor([.. names]), int.MaxValue);
    }

    private BsonDocument Kill(BsonDocument command)
    {
        foreach (var id in command["cursors"].AsBsonArray)
            _cursors.Close(id.ToInt64());
        return Ok();
    }
}

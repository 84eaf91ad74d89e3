using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>What the server says of itself.</summary>
internal static class Greeting
{
    public static BsonDocument Of(WireServerOptions options, string endpoint, bool isHello)
    {
        var answer = CommandTable.Ok().AddRange(new BsonDocument
        {
            { isHello ? "isWritablePrimary" : "ismaster", true },
            { "helloOk", true },
            { "maxBsonObjectSize", 16 << 20 },
            { "maxMessageSizeBytes", 48_000_000 },
            { "maxWriteBatchSize", 100_000 },
            { "localTime", new BsonDateTime(options.Clock.GetUtcNow().ToUnixTimeMilliseconds()) },
            { "logicalSessionTimeoutMinutes", 30 },
            { "minWireVersion", 0 },
            { "maxWireVersion", 17 },
            { "readOnly", false },
        });
        return options.IsReplicaSet
            ? answer.AddRange(new BsonDocument { { "setName", "rs0" }, { "setVersion", 1 }, { "me", endpoint }, { "primary", endpoint }, { "hosts", new BsonArray { endpoint } }, { "secondary", false } })
            : answer;
    }
}

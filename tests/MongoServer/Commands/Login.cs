using System.Text;
using MongoDB.Bson;

namespace JobsGateway.MongoServer.Commands;

/// <summary>A login with the mechanism PLAIN: user and password between zero bytes.</summary>
internal static class Login
{
    public static BsonDocument Answer(BsonDocument command, string? password)
    {
        var isRight = command["mechanism"] == "PLAIN" && Encoding.UTF8.GetString(command["payload"].AsByteArray).Split('\0')[^1] == password;
        return isRight
            ? CommandTable.Ok().AddRange(new BsonDocument { { "conversationId", 1 }, { "done", true }, { "payload", Array.Empty<byte>() } })
            : throw new WireError(18, "Authentication failed.");
    }
}

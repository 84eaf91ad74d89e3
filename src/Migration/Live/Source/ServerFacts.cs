using MongoDB.Bson;

namespace JobsGateway.Migration.Live.Source;

/// <summary>What a server says of itself.</summary>
/// <param name="HasChangeStreams">It is a member of a replica set, or a router of a cluster.</param>
/// <param name="Time">The server's clock.</param>
internal sealed record ServerFacts(bool HasChangeStreams, DateTimeOffset Time)
{
    public static ServerFacts Of(BsonDocument hello) => new(
        hello.Contains("setName") || hello.GetValue("msg", "") == "isdbgrid",
        hello["localTime"].ToUniversalTime());
}

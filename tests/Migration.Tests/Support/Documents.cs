using System.Globalization;
using MongoDB.Bson;

namespace JobsGateway.Migration.Tests.Support;

/// <summary>Documents as Studio stores them.</summary>
internal static class Documents
{
    private static readonly DateTime Start = new(2024, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    public static ObjectId Id(int number) => ObjectId.Parse("66320000" + number.ToString("x16", CultureInfo.InvariantCulture));

    public static BsonDocument Agenda(int number) => new()
    {
        { "_id", Id(number) },
        { "name", "relay" },
        { "data", new BsonDocument { { "correlationId", $"c{number / 2}" }, { "n", number } } },
        { "type", "normal" },
        { "priority", 0 },
        { "nextRunAt", BsonNull.Value },
        { "lockedAt", BsonNull.Value },
        { "lastRunAt", Start.AddSeconds(number) },
        { "lastFinishedAt", Start.AddSeconds(number + 1) },
    };

    public static BsonDocument Queue(int number) => Queue(Id(number), number, "succeeded", Start.AddSeconds(number));

    public static BsonDocument Queue(ObjectId id, int number, string status, DateTime updatedAt) => new()
    {
        { "_id", id },
        { "name", "mint" },
        { "data", new BsonDocument { { "externalId", $"e{number}" }, { "text", new string('x', number % 100) } } },
        { "status", status },
        { "createdAt", updatedAt },
        { "updatedAt", updatedAt },
        { "__v", 0 },
    };

    /// <summary>An agenda job that is due and has not run.</summary>
    public static BsonDocument Scheduled(ObjectId id) => new()
    {
        { "_id", id }, { "name", "relay" }, { "data", new BsonDocument("step", 1) }, { "type", "normal" }, { "priority", 0 }, { "nextRunAt", Start }, { "lastModifiedBy", BsonNull.Value },
    };

    public static BsonDocument Set(string field, BsonValue value) => new("$set", new BsonDocument(field, value));

    public static BsonDocument Status(string status) => new("$set", new BsonDocument { { "status", status }, { "updatedAt", TimeProvider.System.GetUtcNow().UtcDateTime } });
}

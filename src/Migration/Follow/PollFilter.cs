using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Migration.Follow;

/// <summary>What a poll asks for: documents made or touched since the last one.</summary>
internal static class PollFilter
{
    // Dates in documents and ids are from the clocks of Studio's machines, and are set a while before they are written.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private static readonly string[] AgendaDates = ["lockedAt", "lastRunAt", "lastFinishedAt", "failedAt", "nextRunAt"], QueueDates = ["updatedAt"];

    /// <summary>The filter of a poll.</summary>
    /// <param name="kind">The collection.</param>
    /// <param name="polledAt">When the last complete poll began.</param>
    public static BsonDocument Since(JobKind kind, DateTimeOffset polledAt)
    {
        var since = polledAt - Overlap;
        var touched = (kind == JobKind.Agenda ? AgendaDates : QueueDates)
            .Select(date => new BsonDocument(date, new BsonDocument("$gte", new BsonDateTime(since.ToUnixTimeMilliseconds()))));
        return new BsonDocument("$or", new BsonArray([new BsonDocument("_id", new BsonDocument("$gte", RawBytes.LowestId(since))), .. touched]));
    }

    /// <summary>The documents with these ids.</summary>
    public static BsonDocument Of(IEnumerable<ObjectId> ids) => new("_id", new BsonDocument("$in", new BsonArray(ids)));
}

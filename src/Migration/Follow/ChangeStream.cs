using JobsGateway.Migration.Live.Source;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;

namespace JobsGateway.Migration.Follow;

/// <summary>Opens the stream of changes of both collections.</summary>
internal static class ChangeStream
{
    /// <summary>Opens it after a place, or at present.</summary>
    public static Task<IChangeStreamCursor<RawBsonDocument>> OpenAsync(LiveSource source, string? resumeToken, CancellationToken cancellationToken)
    {
        var names = new BsonArray { source.Agenda.Name, source.Queue.Name };
        var match = new BsonDocument("$match", new BsonDocument("$or", new BsonArray
        {
            new BsonDocument("ns.coll", new BsonDocument("$in", names)),
            new BsonDocument("to.coll", new BsonDocument("$in", names)),
            new BsonDocument("operationType", new BsonDocument("$in", new BsonArray { "dropDatabase", "invalidate" })),
        }));
        var pipeline = new BsonDocumentStagePipelineDefinition<ChangeStreamDocument<BsonDocument>, RawBsonDocument>([match], RawBsonDocumentSerializer.Instance);
        var options = new ChangeStreamOptions
        {
            FullDocument = ChangeStreamFullDocumentOption.UpdateLookup,
            ResumeAfter = resumeToken is null ? null : BsonDocument.Parse(resumeToken),
            BatchSize = 1000,
        };
        return source.Database.WatchAsync(pipeline, options, cancellationToken);
    }
}

using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>Takes out of a job's index what was no string in the database: an ObjectId, a date or bytes print as one, but the server's look-ups compare by type.</summary>
internal static class StoredStrings
{
    public static JobIndex Keep(JobIndex index, BsonDocument source)
    {
        if (index.CorrelationIds.Count == 0 && index.ExternalId is null)
            return index;
        var data = source.GetValue("data", BsonNull.Value);
        var correlationIds = StringsAt(data, "correlationId").ToHashSet(StringComparer.Ordinal);
        return index with
        {
            CorrelationIds = index.CorrelationIds.All(correlationIds.Contains) ? index.CorrelationIds : [.. index.CorrelationIds.Where(correlationIds.Contains)],
            ExternalId = data is BsonDocument document && document.GetValue("externalId", BsonNull.Value).IsString ? index.ExternalId : null,
        };
    }

    private static IEnumerable<string> StringsAt(BsonValue data, string key) => data switch
    {
        BsonDocument document => Strings(document.GetValue(key, BsonNull.Value)),
        BsonArray array => array.OfType<BsonDocument>().SelectMany(element => Strings(element.GetValue(key, BsonNull.Value))),
        _ => [],
    };

    private static IEnumerable<string> Strings(BsonValue value) => value switch
    {
        BsonString text => [text.Value],
        BsonArray array => array.OfType<BsonString>().Select(text => text.Value),
        _ => [],
    };
}

using System.Globalization;
using JobsGateway.Import.Conversion;
using MongoDB.Bson;

namespace JobsGateway.Import.Reading;

/// <summary>Tells the documents that stand for a value, <c>{"$oid":"..."}</c> for instance, from those that only have keys with a dollar.</summary>
/// <remarks>https://github.com/mongodb/specifications/blob/master/source/extended-json/extended-json.md, and the older forms that
/// <c>mongoexport</c> wrote before version 4.2. What does not have a wrapper's shape is a plain document, as a stored key may be called anything.</remarks>
internal static class ExtendedJsonWrapper
{
    /// <summary>The value the document stands for, else the document.</summary>
    /// <exception cref="FormatException">The document has a wrapper's shape, but its text is no value of the type.</exception>
    public static BsonValue Unwrap(BsonDocument document)
    {
        if (document.ElementCount is 0 or > 2 || !document.GetElement(0).Name.StartsWith('$'))
            return document;
        var first = document.GetElement(0);
        var value = document.ElementCount == 1 ? Single(first.Name, first.Value) : Pair(document, first, document.GetElement(1));
        return value ?? document;
    }

    private static BsonValue? Single(string key, BsonValue content) => (key, content) switch
    {
        ("$oid", BsonString s) => ObjectId.TryParse(s.Value, out var id) ? id : throw Bad(key, s.Value),
        ("$numberInt", BsonString s) => int.TryParse(s.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : throw Bad(key, s.Value),
        ("$numberLong", BsonString s) => long.TryParse(s.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? new BsonInt64(l) : throw Bad(key, s.Value),
        ("$numberLong", BsonInt32 or BsonInt64) => new BsonInt64(content.ToInt64()),
        ("$numberDouble", BsonString s) => ExtendedJsonValues.Double(s.Value) ?? throw Bad(key, s.Value),
        ("$numberDecimal", BsonString s) => Decimal128.TryParse(s.Value, out var d) ? d : throw Bad(key, s.Value),
        ("$symbol", BsonString s) => BsonSymbol.Create(s.Value),
        ("$undefined", BsonBoolean { Value: true }) => BsonNull.Value,
        ("$minKey", BsonInt32 { Value: 1 }) => BsonMinKey.Value,
        ("$maxKey", BsonInt32 { Value: 1 }) => BsonMaxKey.Value,
        ("$date", BsonInt32 or BsonInt64) => new BsonDateTime(content.ToInt64()),
        ("$date", BsonString s) => JavaScriptDateParser.Parse(s.Value) is var time && !double.IsNaN(time) ? new BsonDateTime((long)time) : throw Bad(key, s.Value),
        ("$code", BsonString s) => new BsonJavaScript(s.Value),
        ("$uuid", BsonString s) => Guid.TryParse(s.Value, out var uuid) ? new BsonBinaryData(uuid.ToByteArray(bigEndian: true), BsonBinarySubType.UuidStandard) : throw Bad(key, s.Value),
        ("$timestamp", BsonDocument d) => ExtendedJsonValues.Timestamp(d),
        ("$binary", BsonDocument d) => ExtendedJsonValues.Binary(d),
        ("$regularExpression", BsonDocument d) => ExtendedJsonValues.Expression(d, "pattern", "options"),
        // The server's driver reads the two alike; the converters know a reference by its keys.
        ("$dbPointer", BsonDocument d) when DatabaseReference.IsOne(d) => d,
        _ => null,
    };

    private static BsonValue? Pair(BsonDocument document, BsonElement first, BsonElement second) => (first.Name, second.Name) switch
    {
        ("$code", "$scope") when first.Value is BsonString code && second.Value is BsonDocument scope => new BsonJavaScriptWithScope(code.Value, scope),
        ("$binary", "$type") or ("$type", "$binary") => ExtendedJsonValues.LegacyBinary(document),
        ("$regex", "$options") or ("$options", "$regex") => ExtendedJsonValues.Expression(document, "$regex", "$options"),
        _ => null,
    };

    private static FormatException Bad(string key, string content) => new($"\"{content}\" is no value of {key}");
}

using System.Text;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>Casts of mongoose 6 to the types of a schema. Null is "can't be cast": the key is left out; a null stays a <see cref="BsonNull"/>.</summary>
internal static class MongooseCast
{
    // Numeric strings in between are read as dates, a year for instance; outside, as milliseconds.
    private const double FirstMillisecondsAbove = 275_761, LastMillisecondsBelow = -271_820;

    public static BsonValue? ToText(BsonValue value) => value switch
    {
        BsonNull or BsonUndefined => BsonNull.Value,
        BsonDocument d when !DatabaseReference.IsOne(d) => JavaScriptObject.ValueOf(d, "_id") is { } id && JavaScriptValue.AsString(id) is { Length: > 0 } text ? text : (BsonValue?)null,
        BsonDocument or BsonArray or BsonJavaScript or BsonMinKey or BsonMaxKey => null,
        _ => JavaScriptValue.ToText(value),
    };

    public static BsonValue? ToNumber(BsonValue value)
    {
        if (value is BsonDocument document && !DatabaseReference.IsOne(document) && JavaScriptObject.ValueOf(document, "_id") is { } id)
            value = id;
        if (JavaScriptValue.IsNullish(value) || JavaScriptValue.AsString(value) is "")
            return BsonNull.Value;
        var number = value is BsonArray ? double.NaN : JavaScriptValue.ToNumber(value);
        return double.IsNaN(number) ? null : new BsonDouble(number);
    }

    /// <summary>A date; NaN is "can't be cast", null stays null.</summary>
    public static double? ToDate(BsonValue value)
    {
        if (JavaScriptValue.IsNullish(value) || JavaScriptValue.AsString(value) is "")
            return null;
        if (value is BsonBoolean)
            return double.NaN;
        return JavaScriptValue.AsString(value) is { } text &&
            JavaScriptNumberParser.Parse(text) is >= FirstMillisecondsAbove or < LastMillisecondsBelow
            ? JavaScriptDate.Clip(JavaScriptNumberParser.Parse(text))
            : JavaScriptValue.ToDate(value);
    }

    /// <summary>An ObjectId of a field that refers to another model; such a field keeps a regular expression as it is.</summary>
    public static BsonValue? ToReference(BsonValue value) => value switch
    {
        BsonNull or BsonUndefined => BsonNull.Value,
        BsonObjectId or BsonRegularExpression => value,
        BsonString or BsonSymbol or BsonBoolean or BsonArray or BsonDecimal128 or BsonDateTime => ParseId(JavaScriptValue.ToText(value)),
        _ when JavaScriptValue.IsNumber(value, out _) => ParseId(JavaScriptValue.ToText(value)),
        _ => null,
    };

    private static BsonObjectId? ParseId(string text)
    {
        if (text.Length == 24 && ObjectId.TryParse(text, out var id))
            return id;
        return text.Length == 12 && Encoding.UTF8.GetByteCount(text) == 12 ? new ObjectId(Encoding.UTF8.GetBytes(text)) : (BsonObjectId?)null;
    }
}

using System.Globalization;
using MongoDB.Bson;

namespace JobsGateway.Import.Reading;

/// <summary>Values whose wrappers hold more than one text; null where the shape is another.</summary>
internal static class ExtendedJsonValues
{
    public static BsonDouble? Double(string text) => text switch
    {
        "NaN" => new BsonDouble(double.NaN),
        "Infinity" => new BsonDouble(double.PositiveInfinity),
        "-Infinity" => new BsonDouble(double.NegativeInfinity),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? new BsonDouble(value) : null,
    };

    public static BsonTimestamp? Timestamp(BsonDocument content) =>
        content.ElementCount == 2 && Unsigned(content.GetValue("t", BsonNull.Value)) is { } t && Unsigned(content.GetValue("i", BsonNull.Value)) is { } i
            ? new BsonTimestamp(unchecked((long)(((ulong)t << 32) | i)))
            : null;

    public static BsonRegularExpression? Expression(BsonDocument content, string pattern, string options) =>
        content.ElementCount == 2 && content.GetValue(pattern, BsonNull.Value) is BsonString p && content.GetValue(options, BsonNull.Value) is BsonString o
            ? new BsonRegularExpression(p.Value, o.Value)
            : null;

    public static BsonBinaryData? Binary(BsonDocument content) =>
        content.ElementCount == 2 && content.GetValue("base64", BsonNull.Value) is BsonString base64 && content.GetValue("subType", BsonNull.Value) is BsonString type
            ? Binary(base64.Value, type.Value)
            : null;

    /// <summary>The form of version 1: <c>{"$binary":"...","$type":"00"}</c>.</summary>
    public static BsonBinaryData? LegacyBinary(BsonDocument content) =>
        content.GetValue("$binary", BsonNull.Value) is BsonString base64 && content.GetValue("$type", BsonNull.Value) is BsonString type
            ? Binary(base64.Value, type.Value)
            : null;

    private static BsonBinaryData Binary(string base64, string subType)
    {
        if (!byte.TryParse(subType, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var type))
            throw new FormatException($"\"{subType}\" is no subtype of $binary");
        var bytes = Convert.FromBase64String(base64);
        // Subtype 4 is the only one a client sees; the library refuses others of an odd length.
        return new BsonBinaryData(bytes, type == 4 && bytes.Length == 16 ? BsonBinarySubType.UuidStandard : BsonBinarySubType.Binary);
    }

    private static uint? Unsigned(BsonValue value) => value is BsonInt32 or BsonInt64 && value.ToInt64() is >= 0 and <= uint.MaxValue and var number ? (uint)number : null;
}

using System.Globalization;
using System.Text;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>What the language makes of the objects the server's driver reads from BSON: truth, text, number, date.</summary>
internal static class JavaScriptValue
{
    private const string PlainObject = "[object Object]";

    public static bool IsNullish(BsonValue? value) => value is null or BsonNull or BsonUndefined;

    /// <summary>Whether the value is true in a condition; objects always are, a 64-bit integer beyond the exact range too (it is an object).</summary>
    public static bool IsTruthy(BsonValue? value) => value switch
    {
        null or BsonNull or BsonUndefined => false,
        BsonBoolean b => b.Value,
        BsonString s => s.Value.Length > 0,
        BsonSymbol s => s.Name.Length > 0,
        BsonInt32 i => i.Value != 0,
        BsonInt64 l => l.Value != 0,
        BsonDouble d => d.Value != 0 && !double.IsNaN(d.Value),
        _ => true,
    };

    /// <summary>Whether the value is of the type <c>number</c>, and which.</summary>
    public static bool IsNumber(BsonValue value, out double number)
    {
        number = value switch
        {
            BsonInt32 i => i.Value,
            BsonInt64 l => l.Value,
            BsonDouble d => d.Value,
            _ => 0,
        };
        return value is BsonInt32 or BsonDouble || value is BsonInt64 { Value: >= -JavaScriptNumber.MaxExactInteger and <= JavaScriptNumber.MaxExactInteger };
    }

    /// <summary>A string, where the value is one; the driver makes strings of symbols.</summary>
    public static string? AsString(BsonValue value) => value switch
    {
        BsonString s => s.Value,
        BsonSymbol s => s.Name,
        _ => null,
    };

    /// <summary>What <c>String(value)</c> says.</summary>
    public static string ToText(BsonValue value) => value switch
    {
        _ when IsNumber(value, out var number) => JavaScriptNumber.ToText(number),
        BsonNull => "null",
        BsonUndefined => "undefined",
        BsonString s => s.Value,
        BsonSymbol s => s.Name,
        BsonBoolean b => b.Value ? "true" : "false",
        BsonInt64 l => l.Value.ToString(CultureInfo.InvariantCulture),
        BsonTimestamp t => ((ulong)t.Value).ToString(CultureInfo.InvariantCulture),
        BsonDecimal128 d => d.Value.ToString(),
        BsonObjectId o => o.Value.ToString(),
        BsonDateTime d => JavaScriptDate.ToText(JavaScriptDate.Clip(d.MillisecondsSinceEpoch)),
        BsonBinaryData b => IsUuid(b) ? UuidText(b.Bytes) : Encoding.UTF8.GetString(b.Bytes),
        BsonRegularExpression r => JavaScriptRegExp.ToText(r),
        BsonArray a => string.Join(',', a.Select(e => IsNullish(e) ? "" : ToText(e))),
        _ => PlainObject,
    };

    /// <summary>What <c>Number(value)</c> gives.</summary>
    public static double ToNumber(BsonValue value) => value switch
    {
        _ when IsNumber(value, out var number) => number,
        BsonNull => 0,
        BsonBoolean b => b.Value ? 1 : 0,
        BsonDateTime d => JavaScriptDate.Clip(d.MillisecondsSinceEpoch),
        _ => JavaScriptNumberParser.Parse(ToText(value)),
    };

    /// <summary>What <c>new Date(value)</c> gives; NaN is the invalid date.</summary>
    public static double ToDate(BsonValue value) => value switch
    {
        _ when IsNumber(value, out var number) => JavaScriptDate.Clip(number),
        BsonNull => 0,
        BsonBoolean b => b.Value ? 1 : 0,
        BsonDateTime d => JavaScriptDate.Clip(d.MillisecondsSinceEpoch),
        _ => JavaScriptDateParser.Parse(ToText(value)),
    };

    /// <summary>Whether the driver makes a UUID of it.</summary>
    public static bool IsUuid(BsonBinaryData binary) => binary.SubType == BsonBinarySubType.UuidStandard && binary.Bytes.Length == 16;

    /// <summary>The 16 bytes in the order they are stored.</summary>
    public static string UuidText(ReadOnlySpan<byte> bytes) => new Guid(bytes, bigEndian: true).ToString("D");
}

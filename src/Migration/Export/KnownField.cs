using System.Buffers;
using System.Text;
using System.Text.Json;
using JobsGateway.Import.Conversion;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>A field whose type the schema tells.</summary>
internal static class KnownField
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Writes the value the reader is at.</summary>
    public static void Write(ref Utf8JsonReader reader, ExtendedJson line, bool isId, bool isDate)
    {
        if (isId && IsId(reader))
            line.Id(reader);
        else if (isDate && DateOf(reader) is { } time)
            line.Date(time);
        else
            line.Value(ref reader);
    }

    /// <summary>The moment a text names, where it is written just as an import writes dates.</summary>
    public static long? DateOf(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length is < 24 or > JavaScriptDate.MaxIsoLength)
            return null;
        var time = JavaScriptDateParser.Parse(Encoding.UTF8.GetString(reader.ValueSpan));
        if (double.IsNaN(time))
            return null;
        Span<byte> text = stackalloc byte[JavaScriptDate.MaxIsoLength];
        return text[..JavaScriptDate.FormatIso(time, text)].SequenceEqual(reader.ValueSpan) ? (long)time : null;
    }

    private static bool IsId(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length == JobId.TextLength && !reader.ValueSpan.ContainsAnyExcept(HexDigits);
}

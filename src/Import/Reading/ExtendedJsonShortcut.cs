using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MongoDB.Bson;

namespace JobsGateway.Import.Reading;

/// <summary>The wrappers that nearly every job has, read without making a document of them first.</summary>
/// <remarks>It only ever says yes where <see cref="ExtendedJsonWrapper"/> would say the same.</remarks>
internal static class ExtendedJsonShortcut
{
    /// <summary>Reads the object as a wrapped value; where it can't, the reader stands anywhere and must be set back.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out BsonValue? value)
    {
        value = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || reader.ValueSpan.IsEmpty || reader.ValueSpan[0] != '$')
            return false;
        value = reader.ValueSpan switch
        {
            var key when key.SequenceEqual("$numberInt"u8) => ReadInteger(ref reader) is { } i and >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)i) : null,
            var key when key.SequenceEqual("$numberLong"u8) => ReadInteger(ref reader) is { } l ? new BsonInt64(l) : null,
            var key when key.SequenceEqual("$date"u8) => ReadDate(ref reader),
            var key when key.SequenceEqual("$oid"u8) => ReadId(ref reader),
            _ => null,
        };
        return value is not null && reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }

    private static long? ReadInteger(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String &&
            Utf8Parser.TryParse(reader.ValueSpan, out long value, out var length) && length == reader.ValueSpan.Length && reader.ValueSpan[0] != '+'
            ? value
            : null;
    }

    private static BsonDateTime? ReadDate(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("$numberLong"u8) || ReadInteger(ref reader) is not { } time)
            return null;
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject ? new BsonDateTime(time) : null;
    }

    private static BsonObjectId? ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        Span<byte> bytes = stackalloc byte[12];
        return reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length == 24 &&
            Convert.FromHexString(reader.ValueSpan, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? new BsonObjectId(new ObjectId(bytes.ToArray()))
            : null;
    }
}

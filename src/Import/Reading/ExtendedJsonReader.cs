using System.Text.Json;
using MongoDB.Bson;

namespace JobsGateway.Import.Reading;

/// <summary>Reads a document from Extended JSON, canonical or relaxed.</summary>
/// <remarks>Several times as fast as the MongoDB library's own reader, which works on characters and accepts the shell's syntax as well;
/// a property test holds the two equal. Keys stay as they are, duplicates included: see <see cref="Conversion.JavaScriptObject"/>.</remarks>
internal static class ExtendedJsonReader
{
    // MongoDB nests up to 100 levels; a value's wrapper adds two at most.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    /// <summary>Reads the one document the text holds.</summary>
    /// <exception cref="FormatException">A wrapper such as <c>$oid</c> holds no value of its type, or the text is no object.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static BsonDocument Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("not a JSON object");
        var document = ReadDocument(ref reader);
        // Throws where something follows.
        reader.Read();
        return document;
    }

    private static BsonValue ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => JsonText.Read(ref reader),
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => BsonBoolean.True,
        JsonTokenType.False => BsonBoolean.False,
        _ => BsonNull.Value,
    };

    private static BsonValue ReadObject(ref Utf8JsonReader reader)
    {
        var start = reader;
        if (ExtendedJsonShortcut.TryRead(ref reader, out var value))
            return value;
        reader = start;
        var document = ReadDocument(ref reader);
        return ExtendedJsonWrapper.Unwrap(document);
    }

    private static BsonDocument ReadDocument(ref Utf8JsonReader reader)
    {
        var document = new BsonDocument(allowDuplicateNames: true);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonText.Read(ref reader);
            if (name.Contains('\0', StringComparison.Ordinal))
                throw new FormatException("a key holds the character U+0000, which MongoDB can't store");
            reader.Read();
            document.Add(name, ReadValue(ref reader));
        }

        return document;
    }

    private static BsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var array = new BsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            array.Add(ReadValue(ref reader));
        return array;
    }

    // Relaxed form: whole numbers are 32-bit integers, else 64-bit ones, else doubles as anything with a point or an exponent.
    private static BsonValue ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt32(out var int32))
            return new BsonInt32(int32);
        return reader.TryGetInt64(out var int64) ? new BsonInt64(int64) : new BsonDouble(reader.GetDouble());
    }
}

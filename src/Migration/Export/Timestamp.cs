using System.Buffers.Text;
using System.Text.Json;

namespace JobsGateway.Migration.Export;

/// <summary>A BSON timestamp, which clients see as <c>{"$timestamp":"&lt;64 bits in decimal&gt;"}</c>.</summary>
internal static class Timestamp
{
    /// <summary>Reads one; the reader is at its object, and at the object's end afterwards.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out ulong value)
    {
        value = 0;
        return reader.Read() && reader.ValueTextEquals("$timestamp"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out value, out var length) && length == reader.ValueSpan.Length
            && reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }
}

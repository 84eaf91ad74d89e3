using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>A 64-bit integer beyond the exact ones, which clients see as its two halves: <c>{"low":…,"high":…,"unsigned":false}</c>.</summary>
internal static class LargeInteger
{
    /// <summary>Reads one; the reader is at its first key, and at its end afterwards.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (!TryHalf(ref reader, "low"u8, out var low) || !reader.Read() || !TryHalf(ref reader, "high"u8, out var high) || !reader.Read())
            return false;
        value = ((long)high << 32) | (uint)low;
        return reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("unsigned"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.False
            && reader.Read() && reader.TokenType == JsonTokenType.EndObject
            && value is < -JavaScriptNumber.MaxExactInteger or > JavaScriptNumber.MaxExactInteger;
    }

    private static bool TryHalf(ref Utf8JsonReader reader, ReadOnlySpan<byte> key, out int half)
    {
        half = 0;
        return reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(key)
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out half);
    }
}

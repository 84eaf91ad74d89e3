using System.Globalization;
using System.Text;
using System.Text.Json;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>JSON values with the meaning they have in JavaScript.</summary>
internal static class JsonReading
{
    /// <summary>JavaScript has no limit of depth.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = int.MaxValue };

    /// <summary>Whether the reader stands on this name or string, however it is escaped.</summary>
    public static bool Holds(this ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return false;
        return reader.ValueIsEscaped
            ? reader.Text() == Encoding.UTF8.GetString(text)
            : reader.ValueSpan.SequenceEqual(text);
    }

    /// <summary>The name or string the reader stands on; unlike GetString it knows unpaired surrogates.</summary>
    public static string Text(this ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? JavaScriptString.Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>The string the reader stands on; null where it is none.</summary>
    public static string? TextOrNull(this ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.Text() : null;

    /// <summary>The number the reader stands on; an infinity where it is too large, as in JavaScript.</summary>
    public static double Number(this ref Utf8JsonReader reader) =>
        double.Parse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads whatever is left, so that a fault in it shows.</summary>
    public static void Finish(this ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }
}

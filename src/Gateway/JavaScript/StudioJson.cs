using System.Buffers;
using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.JavaScript;

/// <summary>Makes JSON objects whose strings are escaped as <c>JSON.stringify</c> does: as little as possible.</summary>
internal static class StudioJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = StudioJsonEncoder.Instance, SkipValidation = true };

    /// <summary>An object with these members.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes a JavaScript string, which may hold half a surrogate pair where a message quotes a piece of a text.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JavaScriptString.Quote(text), skipInputValidation: true);
    }
}

using System.Buffers;
using System.Text.Json;
using JobsGateway.Gateway.JavaScript;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The error bodies of the contract. Strings are escaped as JavaScript's JSON.stringify does: as little as possible.</summary>
internal static class ErrorBodies
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = StudioJsonEncoder.Instance, SkipValidation = true };

    /// <summary><c>{"error":"Job not found"}</c></summary>
    public static ReadOnlyMemory<byte> JobNotFound { get; } = Error("Job not found");

    /// <summary><c>{"error":"The user is not admin"}</c></summary>
    public static ReadOnlyMemory<byte> NotAdmin { get; } = Error("The user is not admin");

    /// <summary><c>{"error":M}</c></summary>
    public static ReadOnlyMemory<byte> Error(string message) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteText("error", message);
        json.WriteEndObject();
    });

    /// <summary><c>{"errors":{"message":M,"error":{...}}}</c></summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="details">Writes the properties of the inner error; none where null.</param>
    public static ReadOnlyMemory<byte> Errors(string message, Action<Utf8JsonWriter>? details = null) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("errors");
        json.WriteText("message", message);
        json.WriteStartObject("error");
        details?.Invoke(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Writes a JavaScript string, which may hold half a surrogate pair where a message quotes a piece of a text.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JavaScriptString.Quote(text), skipInputValidation: true);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenMemory;
    }
}

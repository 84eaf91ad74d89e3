using System.Text.Json;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Answers;

/// <summary>The error bodies of the contract.</summary>
internal static class ErrorBodies
{
    /// <summary><c>{"error":"Job not found"}</c></summary>
    public static ReadOnlyMemory<byte> JobNotFound { get; } = Error("Job not found");

    /// <summary><c>{"error":"The user is not admin"}</c></summary>
    public static ReadOnlyMemory<byte> NotAdmin { get; } = Error("The user is not admin");

    /// <summary><c>{"error":"externalId: X has no match job"}</c></summary>
    public static ReadOnlyMemory<byte> NoExternalMatch(string externalId) => Error($"externalId: {externalId} has no match job");

    /// <summary><c>{"error":M}</c></summary>
    public static ReadOnlyMemory<byte> Error(string message) => StudioJson.Object(json => json.WriteText("error", message));

    /// <summary><c>{"errors":{"message":M,"error":{...}}}</c></summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="details">Writes the properties of the inner error; none where null.</param>
    public static ReadOnlyMemory<byte> Errors(string message, Action<Utf8JsonWriter>? details = null) => StudioJson.Object(json =>
    {
        json.WriteStartObject("errors");
        json.WriteText("message", message);
        json.WriteStartObject("error");
        details?.Invoke(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}

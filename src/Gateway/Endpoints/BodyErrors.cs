using JobsGateway.Gateway.Answers;
using System.Text.Json;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The bodies of errors the server raises while it parses a request (body-parser 1.20, Express 4).</summary>
internal static class BodyErrors
{
    public static ReadOnlyMemory<byte> UndecodableParameter(string raw) => ErrorBodies.Errors($"Failed to decode param '{raw}'", error =>
    {
        error.WriteNumber("statusCode", StatusCodes.Status400BadRequest);
        error.WriteNumber("status", StatusCodes.Status400BadRequest);
    });

    /// <param name="limit">What was passed.</param>
    /// <param name="expected">The declared length in bytes; null where the body was chunked or compressed.</param>
    /// <param name="received">The bytes read when the limit was passed.</param>
    public static ReadOnlyMemory<byte> TooLarge(BodyLimit limit, long? expected, long received) => Repeated("request entity too large", error =>
    {
        if (expected is { } length)
        {
            error.WriteNumber("expected", length);
            error.WriteNumber("length", length);
        }

        error.WriteNumber("limit", limit.Bytes);
        if (expected is null)
            error.WriteNumber("received", received);
        error.WriteString("type", "entity.too.large");
    });

    public static ReadOnlyMemory<byte> TooManyParameters(string body) => Repeated("too many parameters", error =>
    {
        error.WriteString("type", "parameters.too.many");
        error.WriteText("body", body);
    });

    public static ReadOnlyMemory<byte> UnsupportedEncoding(string encoding) => Repeated($"unsupported content encoding \"{encoding}\"", error =>
    {
        error.WriteText("encoding", encoding);
        error.WriteString("type", "encoding.unsupported");
    });

    public static ReadOnlyMemory<byte> UnsupportedCharset(string charset) =>
        Repeated($"unsupported charset \"{charset.ToUpperInvariant()}\"", error =>
        {
            error.WriteText("charset", charset);
            error.WriteString("type", "charset.unsupported");
        });

    /// <summary>zlib's errors, as Node tells them.</summary>
    public static ReadOnlyMemory<byte> NotCompressed { get; } = Zlib("incorrect header check", -3, "Z_DATA_ERROR");

    /// <inheritdoc cref="NotCompressed"/>
    public static ReadOnlyMemory<byte> Truncated { get; } = Zlib("unexpected end of file", -5, "Z_BUF_ERROR");

    public static ReadOnlyMemory<byte> NotJson(string message, string body) => ErrorBodies.Errors(message, error =>
    {
        Exposed(error);
        error.WriteText("body", body);
        error.WriteString("type", "entity.parse.failed");
    });

    private static ReadOnlyMemory<byte> Zlib(string message, int number, string code) => ErrorBodies.Errors(message, error =>
    {
        error.WriteNumber("errno", number);
        error.WriteString("code", code);
        Exposed(error);
    });

    private static void Exposed(Utf8JsonWriter error)
    {
        error.WriteBoolean("expose", true);
        error.WriteNumber("statusCode", StatusCodes.Status400BadRequest);
        error.WriteNumber("status", StatusCodes.Status400BadRequest);
    }

    private static ReadOnlyMemory<byte> Repeated(string message, Action<Utf8JsonWriter> details) => ErrorBodies.Errors(message, error =>
    {
        error.WriteText("message", message);
        details(error);
    });
}

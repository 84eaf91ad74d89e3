using System.Text;
using System.Text.Json;

namespace JobsGateway.Tests.Upstreams;

/// <summary>One exchange with the deployed server, as it was recorded.</summary>
public sealed record Exchange(
    string Id, string Section, string Description, string Method, string Path, string Version,
    IReadOnlyList<(string Name, string Value)> Headers, byte[] Body,
    int Status, IReadOnlyList<(string Name, string Value)> ResponseHeaders, string ResponseBody, IReadOnlyList<string> VolatilePaths)
{
    public string? ResponseHeader(string name) => ResponseHeaders.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The body as it was on the wire, chunks and all.</summary>
    public byte[] ResponseBodyBytes() => Encoding.UTF8.GetBytes(ResponseBody);

    public override string ToString() => $"{Id}: {Method} {(Path.Length > 80 ? Path[..80] + "..." : Path)}";
}

/// <summary>Reads the recordings, which are copied beside the tests.</summary>
public static class Recording
{
    public static IReadOnlyList<Exchange> Load(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contract", file)));
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static Exchange Read(JsonElement exchange)
    {
        var request = exchange.GetProperty("request");
        var response = exchange.GetProperty("response");
        return new Exchange(
            exchange.GetProperty("id").GetString()!,
            exchange.GetProperty("section").GetString()!,
            exchange.GetProperty("description").GetString()!,
            request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!,
            request.TryGetProperty("version", out var version) ? version.GetString()!["HTTP/".Length..] : "1.1",
            Headers(request),
            Body(request),
            response.GetProperty("status").GetInt32(),
            Headers(response),
            response.TryGetProperty("body", out var body) ? body.GetString()! : "",
            exchange.GetProperty("volatile").TryGetProperty("body", out var paths) ? [.. paths.EnumerateArray().Select(p => p.GetString()!)] : []);
    }

    private static List<(string, string)> Headers(JsonElement message) =>
        [.. message.GetProperty("headers").EnumerateArray().Select(h => (h[0].GetString()!, h[1].GetString()!))];

    // Large bodies are recorded as a note of what they were.
    private static byte[] Body(JsonElement request)
    {
        if (request.TryGetProperty("bodyBase64", out var base64))
            return base64.GetBytesFromBase64();
        if (request.TryGetProperty("body", out var text))
            return Encoding.UTF8.GetBytes(text.GetString()!);
        if (!request.TryGetProperty("bodyNote", out var note))
            return [];
        return Encoding.ASCII.GetBytes(note.GetString() switch
        {
            "array of 1000 unknown ids" => "[" + string.Join(",", Enumerable.Range(0, 1000).Select(i => $"\"{i:x24}\"")) + "]",
            "200000 x" => new string('x', 200_000),
            "a=xxx… 102401 bytes" => "a=" + new string('x', 102_399),
            "1000 parameters" => string.Join("&", Enumerable.Range(0, 1000).Select(i => $"p{i}=1")).PadRight(6889, 'x'),
            "chunked" => $"19001\r\n[{new string(' ', 102_399)}]\r\n0\r\n\r\n",
            "102401 bytes" => "[" + new string(' ', 102_399) + "]",
            var other => throw new InvalidDataException($"The recording has a body of '{other}', which no test knows how to make."),
        });
    }
}

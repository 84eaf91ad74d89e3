using System.Globalization;
using System.Net;
using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>How much of an answer is sent before something happens to the connection.</summary>
public enum Stage
{
    /// <summary>The status line with its line end.</summary>
    StatusLine,

    /// <summary>The whole head, with the empty line.</summary>
    Headers,

    /// <summary>The head and the first half of the body's bytes, as they are on the wire.</summary>
    HalfBody,
}

/// <summary>The bytes of one HTTP response: exactly these headers in this order, nothing is added or checked.</summary>
public sealed record Answer
{
    private Answer(int status)
    {
        Status = status;
        Reason = ReasonOf(status);
    }

    public int Status { get; init; }

    public string Reason { get; init; }

    public string Version { get; init; } = "1.1";

    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>What follows the empty line, chunk sizes and trailers included.</summary>
    public byte[] WireBody { get; private init; } = [];

    /// <summary>200 with this JSON, as Express would send it but for <c>ETag</c> and <c>Date</c>.</summary>
    public static Answer Ok(string json) => Json(200, json);

    public static Answer Json(int status, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return Of(status).With("X-Powered-By", "Express").With("Content-Type", "application/json; charset=utf-8").WithLength(body.Length).WithWireBody(body);
    }

    /// <summary>A status with no header and no body.</summary>
    public static Answer Of(int status) => new(status);

    /// <summary>A body of known length.</summary>
    public static Answer Bytes(int status, string contentType, byte[] body) =>
        Of(status).With("Content-Type", contentType).WithLength(body.Length).WithWireBody(body);

    /// <summary>A chunked body, cut where <paramref name="chunks"/> are; pieces may be as small as one byte.</summary>
    public static Answer Chunked(int status, string contentType, IEnumerable<byte[]> chunks, params (string Name, string Value)[] trailers)
    {
        var answer = Of(status).With("Content-Type", contentType);
        if (trailers.Length > 0)
            answer = answer.With("Trailer", string.Join(", ", trailers.Select(t => t.Name)));
        return answer.With("Transfer-Encoding", "chunked").WithWireBody([.. chunks.SelectMany(Chunk), .. LastChunk(trailers)]);
    }

    /// <summary>The recorded response; one that has no <c>Content-Length</c> and no chunks ends with the connection.</summary>
    public static Answer Recorded(Exchange exchange) =>
        new(exchange.Status) { Headers = exchange.ResponseHeaders, WireBody = exchange.ResponseBodyBytes() };

    /// <summary>One chunk as it is on the wire.</summary>
    public static byte[] Chunk(byte[] data) => [.. Encoding.ASCII.GetBytes(data.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. data, .. "\r\n"u8];

    /// <summary>The chunk of length 0 and the trailers.</summary>
    public static byte[] LastChunk(params (string Name, string Value)[] trailers) =>
        Encoding.Latin1.GetBytes($"0\r\n{string.Concat(trailers.Select(t => $"{t.Name}: {t.Value}\r\n"))}\r\n");

    /// <summary>Adds a header; a name may come more than once.</summary>
    public Answer With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public Answer Without(string name) => this with { Headers = [.. Headers.Where(h => !h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    /// <summary>Says this length, whatever the body's is.</summary>
    public Answer WithLength(long length) => Without("Content-Length").With("Content-Length", length.ToString(CultureInfo.InvariantCulture));

    public Answer WithWireBody(byte[] body) => this with { WireBody = body };

    /// <summary>The answer to HEAD: the head alone.</summary>
    public Answer WithoutBody() => WithWireBody([]);

    public byte[] Head() =>
        Encoding.Latin1.GetBytes($"{StatusLine()}{string.Concat(Headers.Select(h => $"{h.Name}: {h.Value}\r\n"))}\r\n");

    public byte[] ToBytes() => [.. Head(), .. WireBody];

    /// <summary>The first bytes, up to the end of a stage.</summary>
    public byte[] UpTo(Stage stage) => stage switch
    {
        Stage.StatusLine => Encoding.Latin1.GetBytes(StatusLine()),
        Stage.Headers => Head(),
        _ => [.. Head(), .. WireBody[..(WireBody.Length / 2)]],
    };

    /// <summary>The bytes that <see cref="UpTo"/> leaves out.</summary>
    public byte[] From(Stage stage) => ToBytes()[UpTo(stage).Length..];

    internal bool ClosesConnection => Headers.Any(h => h.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase) && h.Value.Contains("close", StringComparison.OrdinalIgnoreCase));

    internal static string ReasonOf(int status) => status switch
    {
        // Node's words where they differ from .NET's.
        413 => "Payload Too Large",
        _ => string.Concat(((HttpStatusCode)status).ToString().Select((c, i) => i > 0 && char.IsUpper(c) && status != 200 ? " " + c : c.ToString())),
    };

    private string StatusLine() => $"HTTP/{Version} {Status} {Reason}\r\n";
}

using System.Globalization;
using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Compares messages on both sides of the gateway. Header names are without case (RFC 9110, 5.1), the order of different names has no meaning (5.3): .NET keeps neither. Spaces around a value are not part of it (5.5).</summary>
internal static class AnswerComparison
{
    private static readonly string[] OfTheConnection = ["Connection", "Keep-Alive", "Transfer-Encoding", "Proxy-Authorization", "Upgrade", "TE"];

    /// <summary>What the client has received, against what the server sent.</summary>
    public static IEnumerable<string> Responses(Exchange sent, RawResponse received, params (string Name, string Value)[] added)
    {
        if (received.Status != sent.Status)
            yield return $"status {received.Status}, not {sent.Status}";
        if (Encoding.UTF8.GetString(received.Body) is var body && body != sent.ResponseBody)
            yield return $"body\n    expected {sent.ResponseBody}\n    actual   {body}";
        // Kestrel dates an answer that has no date (RFC 9110, 6.6.1) and says so where it is empty.
        var leftOut = OfTheConnection.Concat(new[] { "Date", "Content-Length" }.Where(name => sent.ResponseHeader(name) is null && sent.ResponseBody.Length == 0));
        foreach (var problem in Headers([.. sent.ResponseHeaders, .. added], received.Headers, leftOut))
            yield return problem;
    }

    /// <summary>What the server has received, against what the client sent.</summary>
    public static IEnumerable<string> Requests(Exchange sent, IReadOnlyList<ReceivedRequest> received)
    {
        if (received.Count != 1)
        {
            yield return $"the server received {received.Count} requests";
            yield break;
        }

        var request = received[0];
        if (request.Method != sent.Method)
            yield return $"method {request.Method}, not {sent.Method}";
        if (request.Target != OriginForm(sent.Path))
            yield return $"target\n    expected {OriginForm(sent.Path)}\n    actual   {request.Target}";
        // On a fetch a body means nothing (RFC 9110, 9.3.1), and a fetch may be sent again where a body could not: it need not arrive.
        var needNoBody = sent.Method == "GET" && sent.Body.Length > 0 && AnsweredByRule.IsOperation(sent);
        if (!needNoBody && !request.Body.AsSpan().SequenceEqual(BodyOf(sent)))
            yield return $"body of {request.Body.Length} bytes, not {BodyOf(sent).Length}: {request.Text}";
        string[] leftOut = [.. OfTheConnection, "Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", .. needNoBody ? new[] { "Content-Length", "Content-Type" } : []];
        foreach (var problem in Headers(Joined(sent.Headers), request.Headers.Where(h => !IsAddedLength(sent, h)), leftOut))
            yield return problem;
    }

    public static IEnumerable<string> Headers(IEnumerable<(string Name, string Value)> sent, IEnumerable<(string Name, string Value)> received, IEnumerable<string> leftOut)
    {
        var expected = Lines(sent, leftOut);
        var actual = Lines(received, leftOut);
        if (!expected.SequenceEqual(actual))
            yield return $"headers\n    expected {string.Join(" | ", expected.Except(actual))}\n    actual   {string.Join(" | ", actual.Except(expected))}";
    }

    // A request without a body may say so (RFC 9110, 8.6), whether the client did or not: .NET does, and a message with content is not sent again underneath.
    private static bool IsAddedLength(Exchange sent, (string Name, string Value) header) =>
        header == ("Content-Length", "0") && sent.Body.Length == 0 && !sent.Headers.Any(h => h.Name == "Content-Length");

    private static List<string> Lines(IEnumerable<(string Name, string Value)> headers, IEnumerable<string> leftOut) =>
        [.. headers.Where(h => !leftOut.Contains(h.Name, StringComparer.OrdinalIgnoreCase)).Select(h => $"{h.Name.ToLowerInvariant()}: {h.Value.Trim()}").Order(StringComparer.Ordinal)];

    /// <summary>Several lines of one name as one, which means the same (RFC 9110, 5.3): .NET sends a request so. Cookies have a separator of their own (RFC 9113, 8.2.3).</summary>
    public static IEnumerable<(string Name, string Value)> Joined(IEnumerable<(string Name, string Value)> headers) =>
        headers.GroupBy(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase).Select(h => (h.Key, string.Join(h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ", ", h)));

    // A server is asked in origin form (RFC 9112, 3.2.1); the authority is in Host. A fragment is no part of a request.
    private static string OriginForm(string target) => WithoutAuthority(target).Split('#')[0];

    private static string WithoutAuthority(string target) => target.StartsWith('/') ? target : target[target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3)..];

    // The one chunk of the recordings.
    private static ReadOnlySpan<byte> BodyOf(Exchange sent)
    {
        if (!sent.Headers.Any(h => h.Name == "Transfer-Encoding"))
            return sent.Body;
        var size = sent.Body.AsSpan().IndexOf("\r\n"u8);
        return sent.Body.AsSpan(size + 2, int.Parse(sent.Body.AsSpan(0, size), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}

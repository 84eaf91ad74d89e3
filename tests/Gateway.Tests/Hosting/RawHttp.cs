using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace JobsGateway.Gateway.Tests.Hosting;

/// <summary>An HTTP exchange over a plain socket: what is sent is exactly these bytes, what came back is shown unaltered.</summary>
internal static class RawHttp
{
    public static Task<RawResponse> SendAsync(Uri server, string method, string target, params (string Name, string Value)[] headers) =>
        SendAsync(server, method, target, [("Host", server.Authority), .. headers], []);

    /// <summary>Sends these headers and no other.</summary>
    public static Task<RawResponse> SendAsync(Uri server, string method, string target, IEnumerable<(string Name, string Value)> headers, byte[] body, string version = "1.1")
    {
        var head = new StringBuilder($"{method} {target} HTTP/{version}\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return SendAsync(server, [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body]);
    }

    /// <summary>Sends the bytes, reads one response.</summary>
    public static async Task<RawResponse> SendAsync(Uri server, byte[] request)
    {
        using var client = new TcpClient();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await client.ConnectAsync(server.Host, server.Port, timeout.Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, timeout.Token);
        }
        catch (IOException)
        {
            // The server refused early and closed; its answer is still there to be read.
        }

        var isHead = Encoding.ASCII.GetString(request, 0, Math.Min(5, request.Length)) == "HEAD ";
        return await ReadAsync(stream, isHead, timeout.Token);
    }

    private static async Task<RawResponse> ReadAsync(NetworkStream stream, bool isHead, CancellationToken cancellationToken)
    {
        var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int headEnd;
        while ((headEnd = received.GetBuffer().AsSpan(0, (int)received.Length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var n = await stream.ReadAsync(buffer, cancellationToken);
            if (n == 0)
                throw new IOException($"The connection was closed after {received.Length} bytes without a response.");
            received.Write(buffer, 0, n);
        }

        var lines = Encoding.Latin1.GetString(received.GetBuffer(), 0, headEnd).Split("\r\n");
        var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        var headers = lines.Skip(1).Select(line => (Name: line[..line.IndexOf(':', StringComparison.Ordinal)], Value: line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())).ToList();
        if (status == 100)
            throw new IOException("100 Continue is not expected by this client.");
        var hasBody = !isHead && status is not (204 or 304);
        var length = headers.FirstOrDefault(h => h.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        while (hasBody && (length is null || received.Length < headEnd + 4 + long.Parse(length, CultureInfo.InvariantCulture)))
        {
            var n = await stream.ReadAsync(buffer, cancellationToken);
            if (n == 0)
                break;
            received.Write(buffer, 0, n);
        }

        return new RawResponse(status, headers, hasBody ? received.ToArray()[(headEnd + 4)..] : []);
    }
}

internal sealed record RawResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

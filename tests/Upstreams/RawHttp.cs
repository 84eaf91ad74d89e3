using System.Globalization;
using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>An HTTP exchange over a plain socket: what is sent is exactly these bytes, what came back is shown unaltered.</summary>
public static class RawHttp
{
    public static Task<RawResponse> SendAsync(Uri server, string method, string target, params (string Name, string Value)[] headers) =>
        SendAsync(server, method, target, [("Host", server.Authority), .. headers], []);

    /// <summary>Sends these headers and no other.</summary>
    public static Task<RawResponse> SendAsync(Uri server, string method, string target, IEnumerable<(string Name, string Value)> headers, byte[] body, string version = "1.1") =>
        SendAsync(server, Bytes(method, target, headers, body, version));

    /// <summary>Sends the bytes, reads one response.</summary>
    public static async Task<RawResponse> SendAsync(Uri server, byte[] request)
    {
        await using var connection = await RawConnection.OpenAsync(server);
        try
        {
            await connection.SendAsync(request);
        }
        catch (IOException)
        {
            // The server refused early and closed; its answer is still there to be read.
        }

        var response = await connection.ReadResponseAsync(isHead: Encoding.ASCII.GetString(request, 0, Math.Min(5, request.Length)) == "HEAD ");
        return response.Status == 100 ? throw new IOException("100 Continue is not expected by this client.") : response;
    }

    /// <summary>The bytes of a request with these headers and no other.</summary>
    public static byte[] Bytes(string method, string target, IEnumerable<(string Name, string Value)> headers, byte[] body, string version = "1.1")
    {
        var head = new StringBuilder($"{method} {target} HTTP/{version}\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}

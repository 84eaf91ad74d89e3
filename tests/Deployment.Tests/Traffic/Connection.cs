using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace JobsGateway.Deployment.Tests.Traffic;

/// <summary>An answer that came whole.</summary>
internal sealed record WholeAnswer(int Status, string Body, bool Closes);

/// <summary>One connection, kept alive, that sends a request again never: what is not answered is lost, and seen to be.</summary>
internal sealed class Connection : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private StreamReader _reader = null!;

    /// <returns>Null where the connection was refused: nothing has been accepted then.</returns>
    public static async Task<Connection?> OpenAsync(Uri address)
    {
        var connection = new Connection();
        try
        {
            await connection._client.ConnectAsync(address.Host, address.Port);
            connection._reader = new StreamReader(connection._client.GetStream(), Encoding.Latin1);
            return connection;
        }
        catch (SocketException)
        {
            connection.Dispose();
            return null;
        }
    }

    /// <exception cref="IOException">The connection ended before the answer was whole.</exception>
    public async Task<WholeAnswer> SendAsync(string method, string target, string token)
    {
        var request = $"{method} {target} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {token}\r\n{(method == "POST" ? "Content-Length: 0\r\n" : "")}\r\n";
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        var status = int.Parse((await LineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        var (length, closes) = (0, false);
        for (var line = await LineAsync(); line.Length > 0; line = await LineAsync())
        {
            if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.AsSpan("Content-Length: ".Length), CultureInfo.InvariantCulture);
            closes |= line.Equals("Connection: close", StringComparison.OrdinalIgnoreCase);
        }

        var body = new char[length];
        if (await _reader.ReadBlockAsync(body) < length)
            throw new IOException("The answer was cut.");
        return new WholeAnswer(status, new string(body), closes);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> LineAsync() => await _reader.ReadLineAsync() ?? throw new IOException("There was no answer.");
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JobsGateway.ConstantRate;

/// <summary>One connection: sends the same request and reads the answer, without anything that could stall in between.</summary>
internal sealed class Connection : IDisposable
{
    private const int Timeout = 10_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Timeout };
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly byte[] _request;
    private readonly int _length;

    public Connection(Uri url, string? token, int length)
    {
        _length = length;
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        _request = Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n{authorization}\r\n");
        _socket.Connect(IPAddress.Parse(url.Host), url.Port);
    }

    /// <summary>Sends the request; the result is how many bytes its answer had.</summary>
    public int Ask()
    {
        _socket.Send(_request);
        var received = 0;
        var size = 0;
        while (size == 0 || received < size)
        {
            var read = _socket.Receive(_buffer, received, _buffer.Length - received, SocketFlags.None);
            if (read == 0)
                throw Wrong("The connection was closed instead of an answer", received);
            received += read;
            if (size == 0)
                size = Size(received);
        }

        return received == size ? size : throw Wrong("More than an answer came", received);
    }

    public void Dispose() => _socket.Dispose();

    // Headers and body; 0 while headers are incomplete.
    private int Size(int received)
    {
        var answer = _buffer.AsSpan(0, received);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return 0;
        if (!answer.StartsWith("HTTP/1.1 200 "u8) || ContentLength(answer[..(end + 2)]) != _length)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"Not 200 with Content-Length {_length}"), received);
        return end + 4 + _length;
    }

    private static int ContentLength(ReadOnlySpan<byte> headers)
    {
        var start = IndexOfIgnoreCase(headers, "\r\ncontent-length:"u8);
        if (start < 0)
            return -1;
        var value = headers[(start + "\r\ncontent-length:".Length)..];
        return int.TryParse(value[..value.IndexOf((byte)'\r')], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var length) ? length : -1;
    }

    private static int IndexOfIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        for (var i = 0; i + lowerCase.Length <= text.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(text.Slice(i, lowerCase.Length), lowerCase))
                return i;
        }

        return -1;
    }

    private InvalidOperationException Wrong(string what, int received) => new($"{what}:\n{Encoding.UTF8.GetString(_buffer, 0, received)}");
}

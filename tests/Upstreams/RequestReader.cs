using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>Reads requests off a socket.</summary>
internal sealed class RequestReader(Socket socket, int connection, Counter bodyBytes)
{
    private readonly byte[] _received = new byte[16 * 1024];
    private Memory<byte> _unread;

    /// <summary>The next request's head; null where the client closed instead.</summary>
    public async Task<ReceivedRequest?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var head = await ReadUntilAsync("\r\n\r\n"u8.ToArray(), cancellationToken);
        if (head is null)
            return null;
        var lines = Encoding.Latin1.GetString(head, 0, head.Length - 4).Split("\r\n");
        var words = lines[0].Split(' ');
        if (words.Length < 3)
            throw new InvalidDataException($"'{lines[0]}' is not a request line.");
        return new ReceivedRequest(connection, words[0], string.Join(' ', words[1..^1]), words[^1].Replace("HTTP/", "", StringComparison.Ordinal), [.. lines.Skip(1).Select(Header)], [], head);
    }

    /// <summary>The body that the head announces; null where the client closed before its end.</summary>
    public async Task<byte[]?> ReadBodyAsync(ReceivedRequest head, CancellationToken cancellationToken)
    {
        if (head.HeaderValues("Transfer-Encoding").Any(v => v.Contains("chunked", StringComparison.OrdinalIgnoreCase)))
            return await ReadChunksAsync(cancellationToken);
        return head.Header("Content-Length") is { } length
            ? await ReadExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
            : [];
    }

    /// <summary>Bytes as they come; 0 at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_unread.Length == 0)
            return await socket.ReceiveAsync(buffer, cancellationToken);
        var n = Math.Min(buffer.Length, _unread.Length);
        _unread[..n].CopyTo(buffer);
        _unread = _unread[n..];
        return n;
    }

    /// <summary>Completes once there is something to read: the start of a request or the end of the connection.</summary>
    public async Task<bool> WaitForDataAsync(CancellationToken cancellationToken)
    {
        if (_unread.Length > 0)
            return true;
        var n = await socket.ReceiveAsync(_received.AsMemory(), cancellationToken);
        _unread = _received.AsMemory(0, n);
        return n > 0;
    }

    public async Task<byte[]?> ReadExactlyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var n = await ReadAsync(bytes.AsMemory(read), cancellationToken);
            if (n == 0)
                return null;
            read += n;
            bodyBytes.Increment(n);
        }

        return bytes;
    }

    private async Task<byte[]?> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (await ReadUntilAsync("\r\n"u8.ToArray(), cancellationToken) is { } sizeLine)
        {
            var size = int.Parse(Encoding.ASCII.GetString(sizeLine).Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                return await SkipTrailersAsync(cancellationToken) ? body.ToArray() : null;
            if (await ReadExactlyAsync(size + 2, cancellationToken) is not { } chunk)
                return null;
            body.Write(chunk, 0, size);
        }

        return null;
    }

    private async Task<bool> SkipTrailersAsync(CancellationToken cancellationToken)
    {
        byte[]? line;
        do
            line = await ReadUntilAsync("\r\n"u8.ToArray(), cancellationToken);
        while (line is { Length: > 2 });
        return line is not null;
    }

    private async Task<byte[]?> ReadUntilAsync(byte[] end, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        while (await WaitForDataAsync(cancellationToken))
        {
            // Heads are small and the ends short: byte by byte is simple, and nothing is read too far.
            bytes.Add(_unread.Span[0]);
            _unread = _unread[1..];
            if (bytes[^1] == end[^1] && bytes.Count >= end.Length && bytes.TakeLast(end.Length).SequenceEqual(end))
                return [.. bytes];
        }

        return null;
    }

    private static (string Name, string Value) Header(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim());
    }
}

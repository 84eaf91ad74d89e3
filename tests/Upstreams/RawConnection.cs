using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>A client's connection, for exchanges that go to and fro: nothing is sent or read but what the test says. Every wait is bounded.</summary>
public sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ReadOnlyMemory<byte> _unread;
    private NetworkStream _stream = null!;

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(server.Host, server.Port).ByLimit();
        connection._stream = connection._client.GetStream();
        return connection;
    }

    /// <summary>Sends text; one byte a character (Latin-1).</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes).AsTask().ByLimit();

    /// <summary>Reads a whole response. An interim one (1xx) is a response of its own.</summary>
    public async Task<RawResponse> ReadResponseAsync(bool isHead = false)
    {
        var head = await ReadHeadAsync();
        if (isHead || head.Status is < 200 or 204 or 304)
            return head;
        if (head.IsChunked)
            return await ReadChunksAsync(head);
        return head.Header("Content-Length") is { } length
            ? head with { Body = await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture)) }
            : head with { Body = await ReadToEndAsync() };
    }

    /// <summary>Reads a response's head; its body is left to be read.</summary>
    public async Task<RawResponse> ReadHeadAsync()
    {
        var status = await ReadLineAsync();
        var words = status.Split(' ', 3);
        return new RawResponse(int.Parse(words[1], CultureInfo.InvariantCulture), await ReadFieldsAsync(), []) { Reason = words.Length > 2 ? words[2] : "" };
    }

    /// <summary>Reads one chunk; empty at the last one, after which trailers follow.</summary>
    public async Task<byte[]> ReadChunkAsync()
    {
        var size = int.Parse((await ReadLineAsync()).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (size == 0)
            return [];
        var chunk = await ReadAsync(size);
        await ReadLineAsync();
        return chunk;
    }

    /// <summary>As many bytes; fewer where the server closes before.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            if (!await FillAsync())
                return bytes[..read];
            var n = Math.Min(count - read, _unread.Length);
            _unread[..n].CopyTo(bytes.AsMemory(read));
            _unread = _unread[n..];
            read += n;
        }

        return bytes;
    }

    public async Task<byte[]> ReadToEndAsync()
    {
        var bytes = new MemoryStream();
        for (; await FillAsync(); _unread = default)
            bytes.Write(_unread.Span);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task<RawResponse> ReadChunksAsync(RawResponse head)
    {
        var body = new MemoryStream();
        while (await ReadChunkAsync() is { Length: > 0 } chunk)
            body.Write(chunk);
        return head with { Body = body.ToArray(), Trailers = await ReadFieldsAsync() };
    }

    private async Task<List<(string Name, string Value)>> ReadFieldsAsync()
    {
        var fields = new List<(string, string)>();
        while (await ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        return fields;
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (await FillAsync())
        {
            var end = _unread.Span.IndexOf((byte)'\n');
            var part = end < 0 ? _unread : _unread[..(end + 1)];
            line.Append(Encoding.Latin1.GetString(part.Span));
            _unread = _unread[part.Length..];
            if (end >= 0)
                return line.ToString().TrimEnd('\r', '\n');
        }

        throw new IOException($"The connection was closed after '{line}' without a whole response.");
    }

    private async Task<bool> FillAsync()
    {
        if (_unread.Length == 0)
            _unread = _buffer.AsMemory(0, await _stream.ReadAsync(_buffer).AsTask().ByLimit());
        return _unread.Length > 0;
    }
}

using System.Net.Sockets;
using System.Text;

namespace JobsGateway.Tests.Upstreams.Tests;

/// <summary>A client of plain bytes.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly List<byte> _unread = [];

    public static async Task<Wire> ConnectAsync(Uri server)
    {
        var wire = new Wire();
        await wire._client.ConnectAsync(server.Host, server.Port).ByLimit();
        return wire;
    }

    public static async Task<byte[]> ExchangeAsync(Uri server, byte[] request)
    {
        using var wire = await ConnectAsync(server);
        await wire.SendAsync(request);
        return await wire.ReadToEndAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _client.Client.SendAsync(bytes).ByLimit();

    public void HalfClose() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The next bytes, as many as are asked for.</summary>
    public async Task<string> ReadAsync(int count)
    {
        while (_unread.Count < count && await ReceiveAsync() > 0)
        {
        }

        var taken = _unread.Take(count).ToArray();
        _unread.RemoveRange(0, taken.Length);
        return Encoding.Latin1.GetString(taken);
    }

    public async Task<byte[]> ReadToEndAsync()
    {
        while (await ReceiveAsync() > 0)
        {
        }

        return [.. _unread];
    }

    public async Task<string> ReadTextToEndAsync() => Encoding.Latin1.GetString(await ReadToEndAsync());

    public void Dispose() => _client.Dispose();

    private async Task<int> ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        var n = await _client.Client.ReceiveAsync(buffer).ByLimit();
        _unread.AddRange(buffer.AsSpan(0, n));
        return n;
    }
}

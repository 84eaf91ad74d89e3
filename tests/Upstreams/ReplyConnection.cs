using System.Net.Sockets;

namespace JobsGateway.Tests.Upstreams;

/// <summary>A connection as the steps of a <see cref="Reply"/> see it.</summary>
internal sealed class ReplyConnection(Socket socket, RequestReader reader, Counter closedByClient) : IDisposable
{
    public ReceivedRequest? Request { get; set; }

    /// <summary>An answer said <c>Connection: close</c>.</summary>
    public bool CloseAfterwards { get; set; }

    /// <summary>Nothing more can be sent or read.</summary>
    public bool Ended { get; private set; }

    public RequestReader Reader => reader;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
    }

    public async Task EchoBytesAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        int n;
        while ((n = await reader.ReadAsync(buffer, cancellationToken)) > 0)
            await SendAsync(buffer.AsMemory(0, n), cancellationToken);
        ClientClosed();
    }

    /// <summary>Reads and forgets until the client closes.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }

        ClientClosed();
    }

    public void ClientClosed()
    {
        closedByClient.Increment();
        Ended = true;
    }

    /// <summary>A socket that lingers for no time sends RST where another would send FIN.</summary>
    public Task ResetAsync()
    {
        Ended = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    /// <summary>Closing a socket with unread bytes sends RST: so send FIN first, then read what is still to come.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        Ended = true;
        socket.Shutdown(SocketShutdown.Send);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Bounded.Limit);
        var buffer = new byte[16 * 1024];
        while (await reader.ReadAsync(buffer, limit.Token) > 0)
        {
        }
    }

    public void Dispose() => socket.Dispose();
}

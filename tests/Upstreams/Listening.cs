using System.Collections.Concurrent;
using System.Net.Sockets;

namespace JobsGateway.Tests.Upstreams;

/// <summary>A listening socket and the connections accepted from it; with nothing to serve with, a port that is only held.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public Listening(Socket socket, Func<Socket, CancellationToken, Task>? serve)
    {
        Socket = socket;
        _accepting = serve is null ? Task.CompletedTask : Task.Run(() => AcceptAsync(serve));
    }

    public Socket Socket { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting.ByLimit();
        Socket.Dispose();
        await Task.WhenAll(_connections).ByLimit();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await Socket.AcceptAsync(_stopping.Token);
                socket.NoDelay = true;
                _connections.Add(serve(socket, _stopping.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace JobsGateway.Tests.Upstreams;

/// <summary>Addresses that answer nothing: each holds its port until it is disposed.</summary>
public sealed class Nowhere : IDisposable
{
    private readonly Socket _socket;
    private readonly List<Socket> _fill = [];

    private Nowhere(Socket socket)
    {
        _socket = socket;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Connections are refused at once.</summary>
    public static Nowhere Refusing() => new(ScriptedUpstream.Bind(0));

    /// <summary>Connections come about (the system does that), but nobody ever accepts, reads or answers.</summary>
    public static Nowhere NeverAccepting()
    {
        var nowhere = Refusing();
        nowhere._socket.Listen();
        return nowhere;
    }

    /// <summary>Connections do not even come about: the backlog is full, and Linux drops what would not fit, so that connecting hangs.</summary>
    public static async Task<Nowhere> HangingAsync()
    {
        var nowhere = Refusing();
        nowhere._socket.Listen(0);
        // A backlog of 0 takes one connection; two more may be half open. These are left as they are.
        await nowhere.ConnectAsync().ByLimit();
        for (var i = 0; i < 2; i++)
            _ = nowhere.ConnectAsync().ContinueWith(t => t.Exception, TaskScheduler.Default);
        return nowhere;
    }

    public void Dispose()
    {
        foreach (var socket in _fill)
            socket.Dispose();
        _socket.Dispose();
    }

    private Task ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _fill.Add(socket);
        return socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port));
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>A way to the server that can be held: connections stay open, and nothing is heard any more.</summary>
internal sealed class TelephoneLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly (string Host, int Port) _server;
    private readonly string _connectionString;
    private volatile bool _isHeld;

    public TelephoneLine(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString);
        var parts = builder.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',');
        _server = (parts[0], parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1433);
        _listener.Start();
        builder.DataSource = $"127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _connectionString = builder.ConnectionString;
        _ = AcceptAsync();
    }

    /// <summary>The server through here.</summary>
    public string ConnectionString => _connectionString;

    public void Hold() => _isHeld = true;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ConnectAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is given up.
        }
    }

    private async Task ConnectAsync(TcpClient caller)
    {
        using var _ = caller;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _closing.Token);
            await Task.WhenAny(PassAsync(caller.GetStream(), server.GetStream()), PassAsync(server.GetStream(), caller.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Hung up.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReadAsync(buffer, _closing.Token) is > 0 and var count)
            {
                if (!_isHeld)
                    await to.WriteAsync(buffer.AsMemory(0, count), _closing.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Hung up.
        }
    }
}

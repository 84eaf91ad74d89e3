using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using JobsGateway.MongoServer.Commands;
using JobsGateway.MongoServer.Data;
using JobsGateway.MongoServer.Wire;

namespace JobsGateway.MongoServer;

/// <summary>A server that speaks as much of MongoDB's wire protocol as reading and following a database takes; its data is in memory.</summary>
public sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _connections = [];
    private readonly CommandTable _commands;
    private readonly Task _accepting;
    private int _repliesLeft = int.MaxValue;
    private int _dropEvery;

    public WireServer(WireServerOptions? options = null)
    {
        options ??= new WireServerOptions();
        Data = new MongoData(options.Clock);
        _listener.Start();
        Endpoint = _listener.LocalEndpoint.ToString()!;
        _commands = new CommandTable(Data, options, Endpoint);
        _accepting = AcceptAsync();
    }

    /// <summary>Host and port.</summary>
    public string Endpoint { get; }

    /// <summary>What it holds: tests may change it past the wire.</summary>
    public MongoData Data { get; }

    /// <summary>How many queries it was asked, to look at what reading costs.</summary>
    public IReadOnlyCollection<MongoDB.Bson.BsonDocument> Queries => _commands.Queries;

    /// <summary>How long each answer to a query takes. Default: no time.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Breaks the connection instead of every n-th answer to a query; 0 is never.</summary>
    public void DropEvery(int replies)
    {
        _dropEvery = replies;
        Interlocked.Exchange(ref _repliesLeft, replies == 0 ? int.MaxValue : replies);
    }

    /// <summary>Breaks all connections and refuses new ones until <see cref="ComeBack"/>.</summary>
    public void GoAway()
    {
        _commands.IsAway = true;
        foreach (var connection in _connections.Keys)
            connection.Close();
    }

    /// <summary>Accepts connections again.</summary>
    public void ComeBack() => _commands.IsAway = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        foreach (var connection in _connections.Keys)
            connection.Close();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // It is closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        _connections[client] = true;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            while (!_commands.IsAway && await WireMessage.ReadAsync(stream, _closing.Token) is { } message)
            {
                var reply = await _commands.AnswerAsync(message.Body, _closing.Token);
                if (CommandTable.IsQuery(message.Body) && MustDrop())
                    break;
                if (CommandTable.IsQuery(message.Body))
                    await Task.Delay(Delay, _closing.Token);
                await stream.WriteAsync(message.Reply(reply), _closing.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or SocketException)
        {
            // Hung up.
        }
        finally
        {
            _connections.TryRemove(client, out var _);
        }
    }

    private bool MustDrop()
    {
        if (_dropEvery == 0 || Interlocked.Decrement(ref _repliesLeft) > 0)
            return false;
        Interlocked.Exchange(ref _repliesLeft, _dropEvery);
        return true;
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace JobsGateway.Tests.Upstreams;

/// <summary>
/// A server that does over its sockets exactly what the test says, and counts what reaches it. Without a script it answers 200 <c>{}</c>.
/// Of a request it acts three times: on accept (<see cref="OnAccept"/>), after the head (<see cref="OnHead"/>), after the whole request (<see cref="On"/>).
/// </summary>
public sealed class ScriptedUpstream : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly ConcurrentQueue<ReceivedRequest> _heads = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly ConcurrentQueue<Reply> _next = new();
    private Func<ReceivedRequest, Reply?> _script = _ => Reply.Ok("{}");
    private Func<ReceivedRequest, Reply?> _onHead = _ => null;
    private Func<int, Reply?> _onAccept = _ => null;
    private Listening _listening;

    private ScriptedUpstream(Socket socket)
    {
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _listening = new Listening(socket, ServeAsync);
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Connections accepted.</summary>
    public Counter Accepted { get; } = new();

    /// <summary>Request heads read to their end.</summary>
    public Counter Heads { get; } = new();

    /// <summary>Requests read to the end of their body.</summary>
    public Counter Requests { get; } = new();

    /// <summary>Bytes of bodies, also of those that have not come to their end; the ends of chunks are counted too.</summary>
    public Counter BodyBytes { get; } = new();

    /// <summary>Connections that the client ended, in whichever way.</summary>
    public Counter ClosedByClient { get; } = new();

    /// <summary>Connections ended because nothing came for <see cref="IdleTimeout"/>.</summary>
    public Counter ClosedIdle { get; } = new();

    /// <summary>How long a connection may wait for its next request, as Node's <c>keepAliveTimeout</c> (5 s there); null: for ever.</summary>
    public TimeSpan? IdleTimeout { get; set; }

    /// <summary>Answers <c>Expect: 100-continue</c> with 100 before the body is read, as Node does.</summary>
    public bool SendsContinue { get; set; } = true;

    /// <summary>The complete requests in order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>The heads in order of arrival, without bodies: also of requests that were never complete.</summary>
    public IReadOnlyList<ReceivedRequest> ReceivedHeads => [.. _heads];

    /// <summary>What went wrong in a script, or requests that could not be parsed; empty in a good test.</summary>
    public IReadOnlyList<Exception> Faults => [.. _faults];

    /// <summary>Listens on a free port of 127.0.0.1.</summary>
    public static ScriptedUpstream Start()
    {
        var socket = Bind(0);
        socket.Listen();
        return new ScriptedUpstream(socket);
    }

    /// <summary>Answers each complete request; null: never answers.</summary>
    public ScriptedUpstream On(Func<ReceivedRequest, Reply?> script)
    {
        _script = script;
        return this;
    }

    public ScriptedUpstream Always(Reply reply) => On(_ => reply);

    /// <summary>Replies for the next requests, in this order, before <see cref="On"/> has its turn.</summary>
    public ScriptedUpstream Next(params Reply[] replies)
    {
        foreach (var reply in replies)
            _next.Enqueue(reply);
        return this;
    }

    /// <summary>Acts as soon as a request's head is there; the body is not read and the connection ends. Null: carries on.</summary>
    public ScriptedUpstream OnHead(Func<ReceivedRequest, Reply?> script)
    {
        _onHead = script;
        return this;
    }

    /// <summary>Acts on accepting the connection of this number (from 1), before anything is read; the connection ends. Null: carries on.</summary>
    public ScriptedUpstream OnAccept(Func<int, Reply?> script)
    {
        _onAccept = script;
        return this;
    }

    /// <summary>Answers every request as it was recorded.</summary>
    public ScriptedUpstream Play(Exchange exchange) => Always(Reply.Send(Answer.Recorded(exchange)));

    /// <summary>How many complete requests had this method and this path (not decoded, without query).</summary>
    public int Count(string method, string path) => _received.Count(r => r.Method == method && r.Path == path);

    /// <summary>
    /// Goes away: open connections are reset, new ones refused. The port stays taken, so that nobody else gets it before <see cref="Restart"/>.
    /// </summary>
    public async Task StopAsync()
    {
        await _listening.DisposeAsync();
        _listening = new Listening(Bind(Port), serve: null);
    }

    /// <summary>Comes back on the same port after <see cref="StopAsync"/>.</summary>
    public void Restart()
    {
        var socket = _listening.Socket;
        socket.Listen();
        _listening = new Listening(socket, ServeAsync);
    }

    public async ValueTask DisposeAsync() => await _listening.DisposeAsync();

    /// <summary>A bound socket that does not listen refuses connections and keeps its port from others.</summary>
    internal static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Connections of an earlier life of this port may still be in TIME_WAIT.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, port != 0);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        var number = Accepted.Increment();
        using var connection = new ReplyConnection(socket, new RequestReader(socket, number, BodyBytes), ClosedByClient);
        try
        {
            if (_onAccept(number) is { } onAccept)
            {
                await onAccept.RunAsync(connection, cancellationToken);
                if (!connection.Ended)
                    await connection.CloseAsync(cancellationToken);
                return;
            }

            while (!connection.Ended)
                await ServeRequestAsync(connection, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await connection.ResetAsync();
        }
        catch (SocketException)
        {
            if (!connection.Ended)
                connection.ClientClosed();
        }
        catch (Exception e)
        {
            _faults.Enqueue(e);
            await connection.ResetAsync();
        }
    }

    private async Task ServeRequestAsync(ReplyConnection connection, CancellationToken cancellationToken)
    {
        if (!await WaitForRequestAsync(connection, cancellationToken))
            return;
        if (await connection.Reader.ReadHeadAsync(cancellationToken) is not { } request)
        {
            connection.ClientClosed();
            return;
        }

        connection.Request = request;
        _heads.Enqueue(request);
        Heads.Increment();
        if (_onHead(request) is { } onHead)
        {
            await onHead.RunAsync(connection, cancellationToken);
            if (!connection.Ended)
                await connection.CloseAsync(cancellationToken);
            return;
        }

        if (SendsContinue && "100-continue".Equals(request.Header("Expect"), StringComparison.OrdinalIgnoreCase))
            await connection.SendAsync(Answer.Of(100).ToBytes(), cancellationToken);
        if (await connection.Reader.ReadBodyAsync(request, cancellationToken) is not { } body)
        {
            connection.ClientClosed();
            return;
        }

        connection.Request = request = request with { Body = body };
        _received.Enqueue(request);
        Requests.Increment();
        var reply = _next.TryDequeue(out var next) ? next : _script(request) ?? Reply.Never;
        await reply.RunAsync(connection, cancellationToken);
    }

    private async Task<bool> WaitForRequestAsync(ReplyConnection connection, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A fresh connection is no idle one: Node counts from the end of an answer.
        if (IdleTimeout is { } timeout && connection.Request is not null)
            idle.CancelAfter(timeout);
        try
        {
            if (await connection.Reader.WaitForDataAsync(idle.Token))
                return true;
            connection.ClientClosed();
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ClosedIdle.Increment();
            await connection.CloseAsync(cancellationToken);
            return false;
        }
    }
}

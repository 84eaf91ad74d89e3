using System.Text;

namespace JobsGateway.Tests.Upstreams;

/// <summary>What a <see cref="ScriptedUpstream"/> does about a request, one step after the other. Immutable: every method gives a longer script.</summary>
/// <remarks>
/// A script that neither closes nor resets leaves the connection open for the next request, unless one of its answers says <c>Connection: close</c>.
/// A client may not have read yet what was sent when a reset overtakes it: put a <see cref="Wait"/> between where the test needs it to have.
/// </remarks>
public sealed class Reply
{
    private readonly Func<ReplyConnection, CancellationToken, Task>[] _steps;

    private Reply(Func<ReplyConnection, CancellationToken, Task>[] steps) => _steps = steps;

    /// <summary>Does nothing, and waits for the next request on the connection: a start for a script.</summary>
    public static Reply Nothing { get; } = new([]);

    /// <summary>Never answers: waits until the client gives up.</summary>
    public static Reply Never { get; } = Nothing.Then((connection, cancellationToken) => connection.DrainAsync(cancellationToken));

    public static Reply Ok(string json) => Send(Answer.Ok(json));

    public static Reply Json(int status, string json) => Send(Answer.Json(status, json));

    public static Reply Send(Answer answer) => Nothing.ThenSend(answer);

    /// <summary>Sends bytes that need be no HTTP at all.</summary>
    public static Reply Send(byte[] bytes) => Nothing.ThenSend(bytes);

    /// <summary>As <see cref="Send(byte[])"/>; one byte a character (Latin-1).</summary>
    public static Reply Send(string text) => Nothing.ThenSend(Encoding.Latin1.GetBytes(text));

    /// <summary>The answer up to the end of a stage; then comes what the script says, such as <see cref="Reset"/>.</summary>
    public static Reply SendUpTo(Answer answer, Stage stage) => Nothing.ThenSend(answer.UpTo(stage));

    /// <summary>200 with the request's head as it came for a body, byte for byte.</summary>
    public static Reply EchoHead() =>
        Nothing.Then((connection, cancellationToken) => connection.SendAsync(Answer.Bytes(200, "application/octet-stream", connection.Request!.RawHead).ToBytes(), cancellationToken));

    /// <summary>200 with the request's body for a body.</summary>
    public static Reply EchoBody() =>
        Nothing.Then((connection, cancellationToken) => connection.SendAsync(Answer.Bytes(200, "application/octet-stream", connection.Request!.Body).ToBytes(), cancellationToken));

    /// <summary>Server-sent events, chunked, one each time the gate lets one pass; then the stream ends.</summary>
    public static Reply Events(Gate gate, params string[] data)
    {
        var reply = Send(Answer.Of(200).With("Content-Type", "text/event-stream").With("Cache-Control", "no-cache").With("Transfer-Encoding", "chunked"));
        foreach (var item in data)
            reply = reply.Wait(gate).ThenSend(Answer.Chunk(Encoding.UTF8.GetBytes($"data: {item}\n\n")));
        return reply.ThenSend(Answer.LastChunk());
    }

    /// <summary>101, then every byte comes back as it is.</summary>
    public static Reply UpgradeAndEchoBytes(string protocol) =>
        Send(Answer.Of(101).With("Connection", "Upgrade").With("Upgrade", protocol)).Then((connection, cancellationToken) => connection.EchoBytesAsync(cancellationToken));

    /// <summary>Accepts the WebSocket and echoes its messages; answers pings and the close.</summary>
    public static Reply EchoWebSocket() => Nothing.Then(WebSocketEcho.RunAsync);

    public Reply ThenSend(Answer answer) => new([.. _steps, async (connection, cancellationToken) =>
    {
        await connection.SendAsync(answer.ToBytes(), cancellationToken);
        connection.CloseAfterwards |= answer.ClosesConnection;
    }]);

    public Reply ThenSend(byte[] bytes) => Then((connection, cancellationToken) => connection.SendAsync(bytes, cancellationToken));

    /// <summary>The rest of an answer whose start was sent with <see cref="SendUpTo"/>.</summary>
    public Reply ThenSendFrom(Answer answer, Stage stage) => ThenSend(answer.From(stage));

    /// <summary>Byte by byte; the gate lets each pass.</summary>
    public Reply Drip(byte[] bytes, Gate gate) => Then(async (connection, cancellationToken) =>
    {
        foreach (var b in bytes)
        {
            await gate.PassAsync(cancellationToken);
            await connection.SendAsync(new[] { b }, cancellationToken);
        }
    });

    /// <summary>Byte by byte, with a pause before each.</summary>
    public Reply Drip(byte[] bytes, TimeSpan pause) => Then(async (connection, cancellationToken) =>
    {
        foreach (var b in bytes)
        {
            await Task.Delay(pause, cancellationToken);
            await connection.SendAsync(new[] { b }, cancellationToken);
        }
    });

    /// <summary>Goes no further until the gate lets it.</summary>
    public Reply Wait(Gate gate) => Then((_, cancellationToken) => gate.PassAsync(cancellationToken));

    public Reply Delay(TimeSpan delay) => Then((_, cancellationToken) => Task.Delay(delay, cancellationToken));

    /// <summary>Breaks the connection off with a TCP reset (RST).</summary>
    public Reply Reset() => Then((connection, _) => connection.ResetAsync());

    /// <summary>Ends the connection in an orderly way (FIN), also with a request that was not read to its end.</summary>
    public Reply Close() => Then((connection, cancellationToken) => connection.CloseAsync(cancellationToken));

    /// <summary>Sends nothing more, keeps the connection open until the client gives up.</summary>
    public Reply HangOn() => Then((connection, cancellationToken) => connection.DrainAsync(cancellationToken));

    internal async Task RunAsync(ReplyConnection connection, CancellationToken cancellationToken)
    {
        foreach (var step in _steps)
        {
            if (connection.Ended)
                return;
            await step(connection, cancellationToken);
        }

        if (connection.CloseAfterwards && !connection.Ended)
            await connection.CloseAsync(cancellationToken);
    }

    private Reply Then(Func<ReplyConnection, CancellationToken, Task> step) => new([.. _steps, step]);
}

using System.Net.Sockets;
using System.Text;

namespace JobsGateway.Tests.Upstreams.Tests;

public sealed class ScriptedUpstreamTests
{
    private const string Get = "GET /jobs/a%2Fb%252F+ü?x=%20 HTTP/1.1\r\nHost: a\r\nX-Case: One\r\n\r\n";
    private const string GetAndClose = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static readonly Answer Answered = Answer.Ok("{\"a\":1}");

    public static TheoryData<Stage, string> Stages => new()
    {
        { Stage.StatusLine, "HTTP/1.1 200 OK\r\n" },
        { Stage.Headers, Encoding.ASCII.GetString(Answered.Head()) },
        { Stage.HalfBody, Encoding.ASCII.GetString(Answered.Head()) + "{\"a" },
    };

    [Fact]
    public async Task Keeps_what_came_byte_for_byte_and_counts_it()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.EchoHead());
        using var wire = await Wire.ConnectAsync(upstream.Address);
        await wire.SendAsync(Get);
        await wire.SendAsync("POST /jobs HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\nT: 1\r\n\r\n");
        await wire.SendAsync("POST /jobs?again HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi");
        await upstream.Requests.ReachesAsync(3);
        wire.HalfClose();

        Assert.Contains(Get, await wire.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(["/jobs/a%2Fb%252F+ü?x=%20", "/jobs", "/jobs?again"], upstream.Received.Select(r => r.Target));
        Assert.Equal(["", "abcd", "hi"], upstream.Received.Select(r => r.Text));
        Assert.Equal(2, upstream.Count("POST", "/jobs"));
        Assert.Equal(1, upstream.Accepted.Count);
        Assert.Empty(upstream.Faults);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Ends_an_answer_at_a_stage(Stage stage, string sent)
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.SendUpTo(Answered, stage).Close());
        Assert.Equal(sent, Encoding.ASCII.GetString(await Wire.ExchangeAsync(upstream.Address, Encoding.ASCII.GetBytes(GetAndClose))));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Resets_an_answer_at_a_stage(Stage stage, string sent)
    {
        using var gate = new Gate();
        await using var upstream = ScriptedUpstream.Start().Always(Reply.SendUpTo(Answered, stage).Wait(gate).Reset());
        using var wire = await Wire.ConnectAsync(upstream.Address);
        await wire.SendAsync(GetAndClose);
        Assert.Equal(sent, await wire.ReadAsync(sent.Length));
        gate.Release();
        await AssertResetAsync(wire);
    }

    [Fact]
    public async Task Resets_on_accept_after_the_head_and_after_the_request()
    {
        // Without the gate connecting itself may fail with the reset.
        using var gate = new Gate();
        await using var upstream = ScriptedUpstream.Start()
            .OnAccept(n => n == 1 ? Reply.Nothing.Wait(gate).Reset() : null)
            .OnHead(r => r.Target == "/head" ? Reply.Nothing.Reset() : null)
            .Always(Reply.Nothing.Reset());
        using var first = await Wire.ConnectAsync(upstream.Address);
        gate.Release();
        await AssertResetAsync(first);
        Assert.Equal(0, upstream.Heads.Count);

        using var second = await Wire.ConnectAsync(upstream.Address);
        await second.SendAsync("POST /head HTTP/1.1\r\nContent-Length: 5\r\n\r\n");
        await AssertResetAsync(second);
        Assert.Equal((1, 0), (upstream.Heads.Count, upstream.Requests.Count));

        using var third = await Wire.ConnectAsync(upstream.Address);
        await third.SendAsync("POST /whole HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
        await AssertResetAsync(third);
        Assert.Equal("hello", Assert.Single(upstream.Received).Text);
    }

    [Fact]
    public async Task Closes_in_order_although_a_body_was_not_read()
    {
        await using var upstream = ScriptedUpstream.Start().OnHead(_ => Reply.Json(413, "{}"));
        using var wire = await Wire.ConnectAsync(upstream.Address);
        await wire.SendAsync("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\nabc");
        Assert.StartsWith("HTTP/1.1 413 Payload Too Large\r\n", await wire.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, upstream.Requests.Count);
    }

    [Fact]
    public async Task Drips_as_the_gate_lets_it()
    {
        using var gate = new Gate();
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Nothing.Drip("HTTP"u8.ToArray(), gate).Close());
        using var wire = await Wire.ConnectAsync(upstream.Address);
        await wire.SendAsync(GetAndClose);
        gate.Release(2);
        Assert.Equal("HT", await wire.ReadAsync(2));
        await gate.Arrivals.ReachesAsync(3);
        gate.Open();
        Assert.Equal("TP", await wire.ReadTextToEndAsync());
    }

    [Fact]
    public async Task Sends_any_bytes_interim_answers_chunks_and_trailers()
    {
        var chunked = Answer.Chunked(200, "text/plain", ["a"u8.ToArray(), "bc"u8.ToArray()], ("X-Sum", "1")).With("Set-Cookie", "a=1").With("Set-Cookie", "b=2");
        await using var upstream = ScriptedUpstream.Start().Next(
            Reply.Send(Answer.Of(103).With("Link", "</a.css>")).ThenSend(chunked),
            Reply.Send(Answered.WithLength(99)),
            Reply.Send("no HTTP at all").Close());
        using var wire = await Wire.ConnectAsync(upstream.Address);
        await wire.SendAsync(GetAndClose + GetAndClose + GetAndClose);
        Assert.Equal(
            "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\nX-Sum: 1\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nX-Powered-By: Express\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 99\r\n\r\n{\"a\":1}"
            + "no HTTP at all",
            await wire.ReadTextToEndAsync());
    }

    [Fact]
    public async Task Releases_events_one_by_one()
    {
        using var gate = new Gate();
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Events(gate, "1", "2"));
        using var client = new HttpClient();
        await using var stream = await client.GetStreamAsync(upstream.Address).ByLimit();
        using var reader = new StreamReader(stream);
        gate.Release();
        Assert.Equal("data: 1", await reader.ReadLineAsync().ByLimit());
        gate.Open();
        Assert.Equal("\ndata: 2\n\n", await reader.ReadToEndAsync().ByLimit());
    }

    [Fact]
    public async Task Closes_an_idle_connection_and_one_that_was_said_to_close()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Send(Answered));
        upstream.IdleTimeout = TimeSpan.FromMilliseconds(50);
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(Answered.ToBytes(), await Wire.ExchangeAsync(upstream.Address, Encoding.ASCII.GetBytes(GetAndClose)));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(45), Bounded.Limit);
        Assert.Equal(1, upstream.ClosedIdle.Count);

        upstream.IdleTimeout = null;
        var closing = Answered.With("Connection", "close");
        upstream.Always(Reply.Send(closing));
        Assert.Equal(closing.ToBytes(), await Wire.ExchangeAsync(upstream.Address, Encoding.ASCII.GetBytes(GetAndClose)));
    }

    [Fact]
    public async Task Notices_a_client_that_gives_up()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Never);
        using (var wire = await Wire.ConnectAsync(upstream.Address))
        {
            await wire.SendAsync(GetAndClose);
            await upstream.Requests.ReachesAsync(1);
            Assert.Equal(0, upstream.ClosedByClient.Count);
        }

        await upstream.ClosedByClient.ReachesAsync(1);
    }

    [Fact]
    public async Task Goes_away_and_comes_back_on_its_port()
    {
        await using var upstream = ScriptedUpstream.Start();
        using var open = await Wire.ConnectAsync(upstream.Address);
        await upstream.Accepted.ReachesAsync(1);
        await upstream.StopAsync();
        await AssertResetAsync(open);
        await AssertRefusedAsync(upstream.Address);
        upstream.Restart();
        using var client = new HttpClient();
        Assert.Equal("{}", await client.GetStringAsync(upstream.Address).ByLimit());
    }

    [SkippableFact]
    public async Task Nowhere_refuses_or_hangs()
    {
        using var refusing = Nowhere.Refusing();
        await AssertRefusedAsync(refusing.Address);
        using var silent = Nowhere.NeverAccepting();
        using var connected = await Wire.ConnectAsync(silent.Address);
        Skip.IfNot(OperatingSystem.IsLinux());
        using var hanging = await Nowhere.HangingAsync();
        using var socket = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await socket.ConnectAsync("127.0.0.1", hanging.Port, limit.Token));
    }

    private static async Task AssertRefusedAsync(Uri server)
    {
        var e = await Assert.ThrowsAsync<SocketException>(() => Wire.ConnectAsync(server));
        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
    }

    private static async Task AssertResetAsync(Wire wire)
    {
        var e = await Assert.ThrowsAsync<SocketException>(() => wire.ReadToEndAsync());
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
    }
}

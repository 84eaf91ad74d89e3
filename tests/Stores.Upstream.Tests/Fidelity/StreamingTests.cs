using System.Globalization;
using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Bodies on other paths than the operations are streamed both ways: the other side sees what has been sent before the rest exists.</summary>
public sealed class StreamingTests : IAsyncLifetime
{
    private Link _link = null!;

    public async Task InitializeAsync() => _link = await Link.StartAsync();

    public Task DisposeAsync() => _link.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Content-Length: 6", "abc", "def")]
    [InlineData("Transfer-Encoding: chunked", "3\r\nabc\r\n", "3\r\ndef\r\n0\r\n\r\n")]
    public async Task The_server_sees_the_first_part_of_a_body_before_the_client_sends_the_last(string framing, string first, string last)
    {
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync($"PUT /upload HTTP/1.1\r\nHost: x\r\n{framing}\r\n\r\n{first}");
        await _link.Server.BodyBytes.ReachesAsync(3); // The client goes on only now.
        Assert.Empty(_link.Server.Received);
        await client.SendAsync(last);
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
        Assert.Equal("abcdef", Assert.Single(_link.Server.Received).Text);
    }

    [Fact]
    public async Task Two_hundred_megabytes_go_up_in_little_memory_and_no_limit_of_the_gateway_stops_them()
    {
        const int blocks = 3200, size = 64 * 1024;
        var block = Encoding.ASCII.GetBytes(new string('x', size));
        await using var server = await CountingServer.StartAsync();
        await using var gateway = await TestGateway.StartAsync([server.Address]);
        await using var client = await RawConnection.OpenAsync(gateway.Address);
        await client.SendAsync($"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: {(long)blocks * size}\r\n\r\n");
        var most = 0L;
        for (var i = 0; i < blocks; i++)
        {
            await client.SendAsync(block);
            if (i % 400 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.Equal(((long)blocks * size).ToString(CultureInfo.InvariantCulture), (await client.ReadResponseAsync()).Text);
        Assert.InRange(most, 0, 150_000_000);
    }

    [Fact]
    public async Task The_client_sees_the_first_chunk_before_the_server_sends_the_last()
    {
        using var gate = new Gate();
        _link.Server.Always(Reply.Send(Answer.Of(200).With("Content-Type", "text/plain").With("Transfer-Encoding", "chunked")).ThenSend(Answer.Chunk("first"u8.ToArray()))
            .Wait(gate).ThenSend([.. Answer.Chunk("last"u8.ToArray()), .. Answer.LastChunk()]));
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync("GET /download HTTP/1.1\r\nHost: x\r\n\r\n");
        var head = await client.ReadHeadAsync();
        Assert.True(head.IsChunked);
        Assert.Equal("first"u8.ToArray(), await client.ReadChunkAsync());
        gate.Open();
        Assert.Equal("last"u8.ToArray(), await client.ReadChunkAsync());
        Assert.Empty(await client.ReadChunkAsync());
    }

    [Fact]
    public async Task A_large_chunked_answer_comes_through_whole()
    {
        var chunks = Enumerable.Range(0, 300).Select(i => Encoding.ASCII.GetBytes(new string((char)('a' + (i % 26)), 20_000 + i))).ToList();
        _link.Server.Always(Reply.Send(Answer.Chunked(200, "text/plain", chunks)));
        foreach (var target in new[] { "/download", "/api/v2/jobs/65e1f3a07c1b2d0012a40007" })
        {
            var response = await _link.AskAsync("GET", target, Token.User);
            Assert.True(response.Body.SequenceEqual(chunks.SelectMany(c => c)));
        }
    }

    [Fact]
    public async Task Server_sent_events_come_one_by_one()
    {
        using var gate = new Gate();
        _link.Server.Always(Reply.Events(gate, "1", "2", "3"));
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync("GET /events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
        Assert.Equal("text/event-stream", (await client.ReadHeadAsync()).Header("Content-Type"));
        foreach (var data in new[] { "1", "2", "3" })
        {
            gate.Release();
            Assert.Equal($"data: {data}\n\n", Encoding.ASCII.GetString(await client.ReadChunkAsync()));
        }

        Assert.Empty(await client.ReadChunkAsync());
    }

    [Fact]
    public async Task A_client_that_expects_continue_is_told_to_and_its_body_arrives()
    {
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync("POST /upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        Assert.Equal(100, (await client.ReadHeadAsync()).Status);
        await client.SendAsync("abc");
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
        Assert.Equal("abc", Assert.Single(_link.Server.Received).Text);
    }

    [Fact]
    public async Task A_server_that_does_not_want_the_body_is_heard_before_it_is_sent()
    {
        _link.Server.OnHead(_ => Reply.Send(Answer.Json(417, "{\"error\":\"no\"}").With("Connection", "close")));
        // Up to 1,024 bytes .NET sends all the same, to keep the connection.
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync("POST /upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n");
        var response = await client.ReadResponseAsync();
        Assert.Equal((417, "{\"error\":\"no\"}"), (response.Status, response.Text));
        Assert.Equal("100-continue", Assert.Single(_link.Server.ReceivedHeads).Header("Expect"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    [InlineData("OPTIONS")]
    [InlineData("GET")]
    [InlineData("QUERY")]
    [InlineData("FOO")]
    public async Task Any_method_may_have_a_body(string method)
    {
        foreach (var (framing, body) in new[] { (("Content-Length", "3"), "abc"), (("Transfer-Encoding", "chunked"), "3\r\nabc\r\n0\r\n\r\n") })
        {
            var before = _link.Server.Received.Count;
            var response = await RawHttp.SendAsync(_link.Address, method, "/dav/x", [("Host", "x"), framing], Encoding.ASCII.GetBytes(body));
            Assert.Equal(200, response.Status);
            var received = Assert.Single(_link.Server.Received.Skip(before));
            Assert.Equal((method, "abc"), (received.Method, received.Text));
        }
    }

    [Fact]
    public async Task An_answer_before_the_end_of_the_body_reaches_the_client_once_the_body_is_sent()
    {
        // .NET reads an answer of HTTP/1.1 when it has sent the request: earlier it can't be had.
        _link.Server.OnHead(_ => Reply.Send(Answer.Json(413, "{\"error\":\"too large\"}").With("Connection", "close")));
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
        await _link.Server.Heads.ReachesAsync(1);
        await client.SendAsync(new string('x', 100_000));
        var response = await client.ReadResponseAsync();
        Assert.Equal((413, "{\"error\":\"too large\"}"), (response.Status, response.Text));
    }

    [Fact]
    public async Task When_the_server_breaks_off_the_client_sees_that_the_answer_is_not_whole()
    {
        using var gate = new Gate();
        _link.Server.Always(Reply.Send(Answer.Of(200).With("Transfer-Encoding", "chunked")).ThenSend(Answer.Chunk("half"u8.ToArray())).Wait(gate).Reset());
        await using var client = await RawConnection.OpenAsync(_link.Address);
        await client.SendAsync("GET /download HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.ReadHeadAsync();
        Assert.Equal("half"u8.ToArray(), await client.ReadChunkAsync());
        gate.Open();
        await Assert.ThrowsAsync<IOException>(client.ReadChunkAsync);
    }

    [Fact]
    public async Task When_the_client_leaves_the_server_is_told()
    {
        _link.Server.Always(Reply.Send(Answer.Of(200).With("Transfer-Encoding", "chunked")).ThenSend(Answer.Chunk("half"u8.ToArray())).HangOn());
        await using (var client = await RawConnection.OpenAsync(_link.Address))
        {
            await client.SendAsync("GET /download HTTP/1.1\r\nHost: x\r\n\r\n");
            await client.ReadHeadAsync();
        }

        await _link.Server.ClosedByClient.ReachesAsync(1);
    }
}

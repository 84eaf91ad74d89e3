using System.Net.WebSockets;
using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>A connection that changes its protocol passes through.</summary>
public sealed class WebSocketTests
{
    [Fact]
    public async Task A_web_socket_passes_through_to_a_server()
    {
        await using var link = await Link.StartAsync();
        link.Server.Always(Reply.EchoWebSocket());
        await EchoAsync(new UriBuilder(link.Address) { Scheme = "ws", Path = "/socket", Query = "a=%2F" }.Uri);
        var received = Assert.Single(link.Server.Received);
        Assert.Equal(("GET", "/socket?a=%2F", "websocket"), (received.Method, received.Target, received.Header("Upgrade")));
    }

    [SkippableFact]
    public async Task A_web_socket_passes_through_to_node()
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        await using var node = await NodeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync([node.Address]);
        await EchoAsync(new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/ws" }.Uri);
    }

    [Fact]
    public async Task Any_other_protocol_passes_through_byte_by_byte()
    {
        await using var link = await Link.StartAsync();
        link.Server.Always(Reply.UpgradeAndEchoBytes("tunnel"));
        await using var client = await RawConnection.OpenAsync(link.Address);
        await client.SendAsync("GET /tunnel HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tunnel\r\n\r\n");
        var head = await client.ReadHeadAsync();
        Assert.Equal((101, "tunnel"), (head.Status, head.Header("Upgrade")));
        foreach (var text in new[] { "one", "two" })
        {
            await client.SendAsync(text);
            Assert.Equal(text, Encoding.ASCII.GetString(await client.ReadAsync(3)));
        }
    }

    [Fact]
    public async Task A_server_that_refuses_the_upgrade_is_heard()
    {
        await using var link = await Link.StartAsync();
        link.Server.Always(Reply.Json(426, "{\"error\":\"no\"}"));
        var response = await link.AskAsync("GET", "/socket", ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Key", "x"), ("Sec-WebSocket-Version", "13"));
        Assert.Equal((426, "{\"error\":\"no\"}"), (response.Status, response.Text));
    }

    /// <summary>Sends messages short and long, and closes in an orderly way.</summary>
    internal static async Task EchoAsync(Uri address)
    {
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(Bounded.Limit);
        await socket.ConnectAsync(address, limit.Token);
        foreach (var length in new[] { 1, 125, 126, 70_000 })
        {
            var message = Encoding.ASCII.GetBytes(new string('m', length));
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            var echo = new byte[length];
            var read = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(echo.AsMemory(read), limit.Token);
                read += result.Count;
            }
            while (!result.EndOfMessage && read < length);
            Assert.Equal(message, echo);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", limit.Token);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }
}

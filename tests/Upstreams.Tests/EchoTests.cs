using System.Net.WebSockets;
using System.Text;

namespace JobsGateway.Tests.Upstreams.Tests;

public sealed class EchoTests
{
    [Fact]
    public async Task WebSocket_messages_come_back()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.EchoWebSocket());
        await AssertEchoesAsync(new Uri($"ws://127.0.0.1:{upstream.Port}/any"));
        Assert.Empty(upstream.Faults);
    }

    internal static async Task AssertEchoesAsync(Uri server)
    {
        using var limit = new CancellationTokenSource(Bounded.Limit);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(server, limit.Token);
        foreach (var message in new[] { "hello", new string('ü', 300), new string('x', 70_000) })
        {
            var bytes = Encoding.UTF8.GetBytes(message);
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            var received = new MemoryStream();
            var buffer = new byte[16 * 1024];
            WebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(buffer, limit.Token);
                received.Write(buffer, 0, result.Count);
            }
            while (!result.EndOfMessage);
            Assert.Equal(message, Encoding.UTF8.GetString(received.ToArray()));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
    }
}

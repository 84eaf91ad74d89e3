using System.Net;
using System.Net.WebSockets;
using JobsGateway.Stores.Upstream.Tests.Fidelity;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Security;

/// <summary>An upgrade is a GET, and makes none of what is not.</summary>
public sealed class UpgradeTests
{
    private const string Jobs = "/api/v2/jobs";
    private const string Id = "65e1f3a07c1b2d0012a40007";

    private static readonly (string Name, string Value)[] Upgrade =
        [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="), ("Sec-WebSocket-Version", "13")];

    [Theory]
    [InlineData("PUT", Jobs + "/" + Id)]
    [InlineData("OPTIONS", Jobs + "/correlationId/x")]
    [InlineData("FOO", Jobs + "/external?externalId=x")]
    [InlineData("POST", Jobs + "/retry/" + Id)]
    [InlineData("POST", Jobs + "/retry")]
    [InlineData("HEAD", Jobs + "/" + Id)]
    [InlineData("POST", "/other")]
    public async Task A_request_that_asks_for_an_upgrade_keeps_its_method(string method, string target)
    {
        await using var link = await Link.StartAsync();
        link.Server.Always(Reply.Send(Answer.Json(418, method == "HEAD" ? "" : "{}")));
        var (response, received) = await link.SendAsync(method, target, [Token.Admin, ("Content-Length", "0"), .. Upgrade]);
        Assert.Equal((418, method, target), (response.Status, received.Method, received.Target));
        Assert.Null(received.Header("Upgrade"));
    }

    [Fact]
    public async Task So_it_does_on_the_proxys_own_routes()
    {
        await using var server = ScriptedUpstream.Start();
        await using var gateway = await TestGateway.StartAsync([server.Address], new()
        {
            ["ReverseProxy:Routes:all:ClusterId"] = "other",
            ["ReverseProxy:Routes:all:Match:Path"] = "/{**rest}",
            ["ReverseProxy:Clusters:other:Destinations:a:Address"] = server.Address.AbsoluteUri,
        });
        await RawHttp.SendAsync(gateway.Address, "POST", "/other", [("Host", "x"), ("Content-Length", "0"), .. Upgrade], []);
        Assert.Equal("POST", Assert.Single(server.Received).Method);
    }

    [Fact]
    public async Task A_web_socket_over_http_2_passes_through()
    {
        await using var link = await Link.StartAsync("Kestrel:EndpointDefaults:Protocols=Http2");
        link.Server.Always(Reply.EchoWebSocket());
        using var socket = await ConnectAsync(link.Address, "/socket?a=%2F");
        await socket.SendAsync("abc"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ByLimit();
        var echo = new byte[3];
        await socket.ReceiveAsync(echo, CancellationToken.None).ByLimit();
        Assert.Equal("abc"u8.ToArray(), echo);
        var received = Assert.Single(link.Server.Received);
        Assert.Equal(("GET", "/socket?a=%2F", "websocket"), (received.Method, received.Target, received.Header("Upgrade")));
    }

    [Theory]
    [InlineData(Jobs + "/" + Id)]
    [InlineData(Jobs + "/correlationId/x")]
    [InlineData(Jobs + "/%72etry")]
    [InlineData("/api/v2/%6Aobs/" + Id)]
    public async Task A_web_socket_over_http_2_to_the_jobs_api_is_an_unknown_route(string target)
    {
        await using var link = await Link.StartAsync("Kestrel:EndpointDefaults:Protocols=Http2");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(link.Address, target));
        Assert.Contains("404", refused.Message + refused.InnerException?.Message, StringComparison.Ordinal);
        Assert.Empty(link.Server.Received);
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri gateway, string target)
    {
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new Uri($"ws://{gateway.Authority}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), invoker, CancellationToken.None).ByLimit();
        return socket;
    }
}

using System.Net.WebSockets;
using JobsGateway.Deployment.Tests.Processes;
using JobsGateway.Deployment.Tests.Traffic;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Deployment.Tests;

/// <summary>What is running when a gateway is asked to end.</summary>
public sealed class RunningRequestTests : IAsyncLifetime
{
    private readonly Place _place = new();
    private readonly ScriptedUpstream _studio = ScriptedUpstream.Start();

    public Task InitializeAsync()
    {
        _place.Settings["Stores__studio__Type"] = "Upstream";
        _place.Settings["Stores__studio__Destinations__a__Address"] = $"http://127.0.0.1:{_studio.Port}/";
        _place.Settings["Routes__PassThrough__Store"] = "studio";
        _place.Settings["Shutdown__Timeout"] = "00:10:00"; // Nothing here is to end because time is up.
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _place.DisposeAsync();
        await _studio.DisposeAsync();
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_request_that_is_running_gets_its_answer_after_the_gateway_listens_no_more(string signal)
    {
        using var gate = new Gate();
        _studio.On(request => request.Path == "/slow" ? Reply.Nothing.Wait(gate).ThenSend(Answer.Ok("""{"slow":true}""")) : Reply.Ok("{}"));
        var gateway = await _place.StartAsync();
        using var client = new HttpClient { BaseAddress = gateway.Address };
        var answer = client.GetStringAsync(new Uri("/slow", UriKind.Relative));
        await gate.Arrivals.ReachesAsync(1);
        await gateway.SignalAsync(signal);
        await Bounds.UntilAsync("the gateway listens no more", () => !IsListening(gateway.Address));
        Assert.False(answer.IsCompleted);
        gate.Release();
        Assert.Equal("""{"slow":true}""", await answer.ByLimit());
        Assert.True(await gateway.EndAsync() == 0, gateway.Output);
    }

    [Fact]
    public async Task During_the_delay_requests_are_answered_and_each_answer_is_its_connections_last()
    {
        var token = await _place.TokenAsync();
        var gateway = await _place.StartAsync();
        using var connection = await Connection.OpenAsync(gateway.Address);
        Assert.False((await connection!.SendAsync("GET", "/health/ready", token)).Closes);
        await gateway.SignalAsync("TERM");
        await gateway.LogAsync("Asked to end");
        var last = await connection.SendAsync("GET", "/health/ready", token);
        Assert.Equal((503, true), (last.Status, last.Closes));
        Assert.Contains("\"shutdown\":{\"status\":\"Unhealthy\"", last.Body, StringComparison.Ordinal);
        using var next = await Connection.OpenAsync(gateway.Address);
        var answer = await next!.SendAsync("GET", "/health", token);
        Assert.Equal((200, true), (answer.Status, answer.Closes));
        Assert.True(await gateway.EndAsync() == 0, gateway.Output);
    }

    [Fact]
    public async Task A_WebSocket_does_not_hold_the_gateway()
    {
        _studio.On(request => request.Path == "/socket" ? Reply.EchoWebSocket() : Reply.Ok("{}"));
        var gateway = await _place.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}/socket"), default);
        await gateway.SignalAsync("TERM");
        await gateway.LogAsync("Asked to end");
        await socket.SendAsync("still there"u8.ToArray(), WebSocketMessageType.Text, true, default);
        Assert.Equal(11, (await socket.ReceiveAsync(new byte[100], default).ByLimit()).Count);
        Assert.True(await gateway.EndAsync() == 0, gateway.Output);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[100], default)).ByLimit();
    }

    [Fact]
    public async Task A_second_signal_ends_the_gateway_at_once()
    {
        _studio.On(_ => Reply.Never);
        var gateway = await _place.StartAsync();
        using var client = new HttpClient { BaseAddress = gateway.Address };
        var answer = client.GetStringAsync(new Uri("/slow", UriKind.Relative));
        await Bounds.UntilAsync("the request is at the server", () => _studio.Received.Count > 0);
        await gateway.SignalAsync("TERM");
        await gateway.LogAsync("No new requests are taken");
        await gateway.SignalAsync("TERM");
        Assert.Equal(128 + 15, await gateway.EndAsync());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
    }

    private static bool IsListening(Uri address)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            client.Connect(address.Host, address.Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}

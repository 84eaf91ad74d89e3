using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>A scripted server and a gateway in front of it.</summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly TestGateway _gateway;

    private Link(ScriptedUpstream server, TestGateway gateway)
    {
        Server = server;
        _gateway = gateway;
    }

    public ScriptedUpstream Server { get; }

    public Uri Address => _gateway.Address;

    /// <param name="settings">Settings of the gateway, <c>key=value</c>; those of the store by <c>studio:key=value</c>.</param>
    public static async Task<Link> StartAsync(params string[] settings)
    {
        var server = ScriptedUpstream.Start();
        var pairs = settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0].Replace("studio:", "Stores:studio:", StringComparison.Ordinal), s => (string?)s[1]);
        return new Link(server, await TestGateway.StartAsync([server.Address], pairs));
    }

    /// <summary>Sends a request and gives what the server has received of it, beside the answer.</summary>
    public async Task<(RawResponse Response, ReceivedRequest Received)> SendAsync(string method, string target, params (string Name, string Value)[] headers)
    {
        var before = Server.Received.Count;
        var response = await RawHttp.SendAsync(Address, method, target, headers);
        return (response, Assert.Single(Server.Received.Skip(before)));
    }

    /// <summary>The answer alone; the server may not have been asked.</summary>
    public Task<RawResponse> AskAsync(string method, string target, params (string Name, string Value)[] headers) => RawHttp.SendAsync(Address, method, target, headers);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(Server.Faults);
    }
}

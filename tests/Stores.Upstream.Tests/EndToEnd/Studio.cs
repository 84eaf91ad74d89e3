using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.EndToEnd;

/// <summary>A Node server, and the built gateway in front of it.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private Studio(NodeUpstream node, GatewayProcess gateway)
    {
        Node = node;
        Gateway = gateway;
    }

    public NodeUpstream Node { get; private set; }

    public GatewayProcess Gateway { get; }

    /// <param name="resilience">The store's <c>Resilience</c> section.</param>
    public static async Task<Studio> StartAsync(string resilience = "{}")
    {
        Skip.If(NodeUpstream.MissingReason is not null, NodeUpstream.MissingReason);
        var node = await NodeUpstream.StartAsync();
        // The address by a variable, as in a container; the rest by the file.
        var gateway = await GatewayProcess.StartAsync(
            $$"""
            {
              // Comments are allowed.
              "Urls": "http://127.0.0.1:0",
              "Jwt": { "AllowShortSecrets": true },
              "Stores": { "studio": { "Type": "Upstream", "Resilience": {{resilience}} } },
              "Routes": { "PassThrough": { "Store": "studio" } }
            }
            """,
            ("Jwt__Secrets__0", "secret"),
            ("Stores__studio__Destinations__a__Address", node.Address.AbsoluteUri));
        return new Studio(node, gateway);
    }

    public Task<RawResponse> AskAsync(string method, string target, params (string Name, string Value)[] headers) =>
        RawHttp.SendAsync(Gateway.Address, method, target, method == "POST" ? [.. headers, ("Content-Length", "0")] : headers);

    public Task<RawResponse> PostAsync(string target, byte[] body, params (string Name, string Value)[] headers) =>
        RawHttp.SendAsync(Gateway.Address, "POST", target, [("Host", "x"), .. headers, ("Content-Length", $"{body.Length}")], body);

    /// <summary>The server dies; nothing listens on its port any more.</summary>
    public ValueTask StopNodeAsync() => Node.DisposeAsync();

    /// <summary>It comes back on the same port.</summary>
    public async Task RestartNodeAsync() => Node = await NodeUpstream.StartAsync(Node.Address.Port);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Node.DisposeAsync();
    }
}

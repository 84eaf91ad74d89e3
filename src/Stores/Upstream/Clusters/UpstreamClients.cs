using JobsGateway.Stores.Upstream.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>Makes the clients: YARP's, with the store's connection settings.</summary>
internal sealed class UpstreamClients : ForwarderHttpClientFactory
{
    private readonly TransportOptions _options;
    private readonly bool _isPooled;

    private UpstreamClients(TransportOptions options, bool isPooled)
    {
        _options = options;
        _isPooled = isPooled;
    }

    public static HttpMessageInvoker Create(ClusterConfig cluster, TransportOptions options, bool isPooled) =>
        new UpstreamClients(options, isPooled).CreateClient(new ForwarderHttpClientContext
        {
            ClusterId = cluster.ClusterId,
            OldConfig = HttpClientConfig.Empty,
            NewConfig = new HttpClientConfig
            {
                DangerousAcceptAnyServerCertificate = options.AcceptAnyCertificate,
                MaxConnectionsPerServer = options.MaxConnections,
                // As Node and Kestrel here read and write headers; ASCII, the default, fails a request for one odd byte in any of them.
                RequestHeaderEncoding = "latin1",
                ResponseHeaderEncoding = "latin1",
                WebProxy = options.Proxy is null ? null : new WebProxyConfig { Address = options.Proxy },
            },
        });

    /// <inheritdoc/>
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ActivityHeadersPropagator = null; // The trace context is the client's, or a span's of the store (TraceContext); the handler would write one of its own.
        handler.ConnectTimeout = _options.ConnectTimeout;
        handler.PooledConnectionIdleTimeout = UnusedFor(_options.IdleTimeout);
        handler.PooledConnectionLifetime = _isPooled ? _options.ConnectionLifetime : TimeSpan.Zero;
    }

    // The handler looks for unused connections four times in that period, though once a second at most; until it looks, they are used. So the look must come in time.
    private static TimeSpan UnusedFor(TimeSpan longest) => longest >= TimeSpan.FromSeconds(5) ? longest * 0.8 : longest - TimeSpan.FromSeconds(1);
}

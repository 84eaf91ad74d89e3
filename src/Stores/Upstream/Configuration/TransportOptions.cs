using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>Connections to the server.</summary>
public sealed record TransportOptions
{
    /// <summary>The protocol spoken to the server. Default: <see cref="HttpProtocolVersion.Http1"/>.</summary>
    public HttpProtocolVersion Protocol { get; init; } = HttpProtocolVersion.Http1;

    /// <summary>How long making a connection may take. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an unused connection is kept; below the server's own limit, or a request meets a connection that is just being closed. Default: 4 s, as Node closes after 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a connection is used at most, so that a changed DNS entry is noticed. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most connections to one destination; requests wait for one. Default: no limit.</summary>
    [Range(1, 1_000_000)]
    public int? MaxConnections { get; init; }

    /// <summary>How long nothing may move in either direction on a request that is streamed (<c>PassThrough</c>). Default: 100 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether a certificate that can't be verified is taken; for test servers only. Default: false.</summary>
    public bool AcceptAnyCertificate { get; init; }

    /// <summary>An HTTP proxy through which the server is reached, one that asks for no password. Default: none.</summary>
    public Uri? Proxy { get; init; }
}

namespace JobsGateway.MongoServer;

/// <summary>What kind of server it is.</summary>
public sealed record WireServerOptions
{
    /// <summary>A replica set of one, with change streams, or a server by itself. Default: by itself.</summary>
    public bool IsReplicaSet { get; init; }

    /// <summary>The password a user has to give with the mechanism PLAIN; any other is refused, as are other mechanisms. Default: none is asked for.</summary>
    public string? Password { get; init; }

    /// <summary>The server's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

namespace JobsGateway.Gateway.Routing.Configuration;

/// <summary>A route: which store answers an operation, and in which way.</summary>
internal sealed record JobsRouteOptions
{
    /// <summary>The store, by its name under <c>Stores</c>. Default: the only store.</summary>
    public string? Store { get; init; }

    /// <summary>Where to ask next for a job that the store does not have. Default: nowhere.</summary>
    public FallbackOptions? Fallback { get; init; }

    /// <summary>Sends a part of the keys, or those a rule names, to another store. Fetches only. Default: none.</summary>
    public CanaryOptions? Canary { get; init; }

    /// <summary>Asks another store the same, off the client's way, and compares the answers. Fetches only. Default: none.</summary>
    public ShadowOptions? Shadow { get; init; }

    /// <summary>Keeps jobs that an upstream store shows as ended in a local store. By id and by correlation id only. Default: none.</summary>
    public KeepCopyOptions? KeepCopy { get; init; }
}

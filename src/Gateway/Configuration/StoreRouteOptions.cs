namespace JobsGateway.Gateway.Configuration;

/// <summary>A route: which store answers an operation.</summary>
internal sealed record StoreRouteOptions
{
    /// <summary>The key under <c>Routes</c> that is no operation: whatever the gateway itself does not answer.</summary>
    public const string PassThrough = "PassThrough";

    /// <summary>The store, by its name under <c>Stores</c>. Default: the only store.</summary>
    public string? Store { get; init; }
}

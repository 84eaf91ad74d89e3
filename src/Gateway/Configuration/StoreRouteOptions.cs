namespace JobsGateway.Gateway.Configuration;

/// <summary>A route: which store answers an operation.</summary>
internal sealed record StoreRouteOptions
{
    /// <summary>The store, by its name under <c>Stores</c>. Default: the only store.</summary>
    public string? Store { get; init; }
}

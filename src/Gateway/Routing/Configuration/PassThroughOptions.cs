namespace JobsGateway.Gateway.Routing.Configuration;

/// <summary>Whatever the gateway does not answer itself: it is streamed to an upstream store.</summary>
internal sealed record PassThroughOptions
{
    /// <summary>The upstream store, by its name under <c>Stores</c>. Default: none, nothing is passed on.</summary>
    public string? Store { get; init; }
}

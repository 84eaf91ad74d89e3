namespace JobsGateway.Gateway.Routing;

/// <summary>In which way a route came to the store that answers.</summary>
internal enum RouteSide
{
    /// <summary>It is the route's own.</summary>
    Store,

    /// <summary>It is the canary, and the request is in its part.</summary>
    Canary,

    /// <summary>The stores before it were asked and did not have the job, or could not be asked.</summary>
    Fallback,
}

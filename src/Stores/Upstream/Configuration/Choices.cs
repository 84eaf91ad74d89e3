namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>How a destination is chosen; YARP's policies.</summary>
public enum LoadBalancingPolicy
{
    /// <summary>Of two at random the one with fewer requests under way.</summary>
    PowerOfTwoChoices,

    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The one with the fewest requests under way.</summary>
    LeastRequests,

    /// <summary>At random.</summary>
    Random,

    /// <summary>The first by name; the others are for when it fails.</summary>
    FirstAlphabetical,
}

/// <summary>What becomes of the <c>X-Forwarded-*</c> headers.</summary>
public enum ForwardedHeaders
{
    /// <summary>They say what the gateway saw; what the client sent is dropped.</summary>
    Set,

    /// <summary>What the gateway saw is added to what the client sent. For a gateway behind another proxy.</summary>
    Append,

    /// <summary>They are removed.</summary>
    Remove,

    /// <summary>They pass as the client sent them.</summary>
    Off,
}

/// <summary>How a retry that came by <c>GET</c> is sent.</summary>
public enum RetryVerb
{
    /// <summary>As the <c>POST</c> a deployed Studio server understands; its answer is turned back into the published one.</summary>
    Post,

    /// <summary>As it came, for a server that knows the published <c>GET</c>: another gateway, say.</summary>
    AsReceived,
}

/// <summary>The protocol spoken to the server.</summary>
public enum HttpProtocolVersion
{
    /// <summary>HTTP/1.1.</summary>
    Http1,

    /// <summary>HTTP/2, also without TLS.</summary>
    Http2,
}

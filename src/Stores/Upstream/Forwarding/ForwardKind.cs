namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>What a forwarded request is; says what may be done when it fails.</summary>
public enum ForwardKind
{
    /// <summary>One of the two fetches: read whole, sent again where that may help.</summary>
    Fetch,

    /// <summary>Another read of the jobs API: read whole, never sent again.</summary>
    Read,

    /// <summary>A retry of jobs, by whatever verb: never sent again, and on a connection of its own, so that nothing underneath sends it again either.</summary>
    Retry,

    /// <summary>Anything else under the same address: streamed both ways, whatever it is.</summary>
    PassThrough,
}

namespace JobsGateway.Gateway.Authentication.Keys;

/// <summary>What the issuer's keys say about a signature.</summary>
internal enum IssuerVerdict
{
    /// <summary>No key of the issuer made it.</summary>
    Invalid,

    /// <summary>One of the issuer's keys made it.</summary>
    Valid,

    /// <summary>The keys can't be read, so nobody knows.</summary>
    Unavailable,
}

namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>Which tokens are accepted. The defaults are the rules of the Studio server.</summary>
public sealed record JwtOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "Jwt";

    /// <summary>The secrets tokens are signed with (HS256, HS384, HS512), as text. Several during a rotation: any of them verifies, and the first one signs what <c>token</c> mints.
    /// Better from the environment (<c>Jwt__Secrets__0</c>) than from a file. Default: none; in Development, where nothing is configured, one that everybody knows.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>An OpenID Connect issuer, by its base address: its published keys (JWKS) verify RS*, PS* and ES* tokens. May be on beside secrets; each kind of key
    /// verifies its own algorithms only. Default: none.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Where the issuer's metadata is, if elsewhere. Default: <c>/.well-known/openid-configuration</c> of the authority.</summary>
    public Uri? MetadataAddress { get; init; }

    /// <summary>Whether the issuer's metadata and keys must be read by HTTPS. Default: true.</summary>
    public bool RequireHttpsMetadata { get; init; } = true;

    /// <summary>What <c>aud</c> must be or contain, in every token. Default: none, not checked.</summary>
    public string? Audience { get; init; }

    /// <summary>What <c>iss</c> must be, in every token. Default: none, not checked in tokens of a shared secret; in tokens of an authority, what its metadata names.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether a token must have <c>exp</c>. Default: false, as half of Studio's logins mint tokens without it.</summary>
    public bool RequireExpiration { get; init; }

    /// <summary>How far the clocks may differ when <c>exp</c>, <c>nbf</c> and (strict) <c>iat</c> are checked; at most one hour. Default: zero, as in Studio.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Whether secrets of fewer than 32 bytes are accepted, as old Studio installations have them; a warning is logged, as they can be guessed offline. Default: false.</summary>
    public bool AllowShortSecrets { get; init; }

    /// <summary>The profile of RFC 8725: <c>exp</c> required, <c>iat</c> not in the future, <c>nbf</c> before <c>exp</c>, <c>typ</c> absent, JWT or at+jwt, no duplicate members,
    /// exactly one Authorization header, and no secret shorter than the hash of the token's algorithm. Default: false.</summary>
    public bool Strict { get; init; }

    /// <summary>Where the issuer's metadata are; null where no issuer is configured.</summary>
    internal Uri? Metadata => MetadataAddress
        ?? (Authority is null ? null : new Uri($"{Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration"));
}

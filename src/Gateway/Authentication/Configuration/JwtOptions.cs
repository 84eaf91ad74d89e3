namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>The section <c>Jwt</c>: which tokens are accepted. The defaults are the rules of the Studio server.</summary>
public sealed record JwtOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "Jwt";

    /// <summary>Shared secrets for HS256, HS384 and HS512, as text (UTF-8). Several at once allow rotation: any of them verifies, the first one signs.
    /// Default: none; in Development, where nothing is configured at all, <see cref="DevelopmentSecret.Value"/>.
    /// A single one may also be written as <c>Jwt:Secret</c>.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Base address of an OpenID Connect issuer whose published keys (JWKS) verify RS*, PS* and ES* tokens. Default: null, no such token is accepted.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Address of the issuer's metadata. Default: null, <c>{Authority}/.well-known/openid-configuration</c>.</summary>
    public Uri? MetadataAddress { get; init; }

    /// <summary>Whether the issuer's metadata and keys must be read by HTTPS. Default: true.</summary>
    public bool RequireHttpsMetadata { get; init; } = true;

    /// <summary>What <c>aud</c> must be or contain, in every token. Default: null, not checked.</summary>
    public string? Audience { get; init; }

    /// <summary>What <c>iss</c> must be, in every token. Default: null, not checked in tokens of a shared secret;
    /// in tokens of <see cref="Authority"/>, the issuer its metadata names.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether a token must have <c>exp</c>. Default: false, as half of Studio's logins mint tokens without it.</summary>
    public bool RequireExpiration { get; init; }

    /// <summary>How far the clocks may differ when <c>exp</c>, <c>nbf</c> and (strict) <c>iat</c> are checked; at most one hour. Default: zero, as in Studio.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Whether secrets of fewer than 32 bytes are accepted. Default: false. For the secret of an existing server only: short secrets can be guessed offline.</summary>
    public bool AllowShortSecrets { get; init; }

    /// <summary>The profile of RFC 8725: <c>exp</c> required, <c>iat</c> not in the future, <c>nbf</c> before <c>exp</c>, <c>typ</c> absent, JWT or at+jwt, no duplicate members,
    /// exactly one Authorization header, and no secret shorter than the hash of the token's algorithm. Default: false.</summary>
    public bool Strict { get; init; }

    /// <summary>Where the issuer's metadata are; null where no issuer is configured.</summary>
    internal Uri? Metadata => MetadataAddress
        ?? (Authority is null ? null : new Uri($"{Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration"));
}

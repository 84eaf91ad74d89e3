using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Authentication.Keys;
using JobsGateway.Gateway.Authentication.Tokens;

namespace JobsGateway.Gateway.Authentication;

/// <summary>The settings in the form requests use them: immutable, replaced as a whole when the configuration changes.</summary>
/// <param name="options">Valid settings.</param>
/// <param name="issuerKeys">The keys of the issuer, where one is configured.</param>
internal sealed class TokenRules(JwtOptions options, IssuerKeys? issuerKeys)
{
    public SharedSecrets Secrets { get; } = new(options.Secrets, requireHashSize: options.Strict);

    /// <summary>Tokens the secrets have verified.</summary>
    public VerifiedSignatures VerifiedSignatures { get; } = new();

    public IssuerKeys? IssuerKeys { get; } = issuerKeys;

    public string? Audience { get; } = options.Audience;

    public string? Issuer { get; } = options.Issuer;

    public bool IsExpirationRequired { get; } = options.RequireExpiration || options.Strict;

    public double ClockSkewSeconds { get; } = options.ClockSkew.TotalSeconds;

    public bool IsStrict { get; } = options.Strict;

    /// <summary>Whether there is a key of the kind the algorithm needs.</summary>
    public bool Accept(JwtAlgorithm algorithm) => algorithm.IsHmac ? Secrets.Accept(algorithm) : IssuerKeys is not null;
}

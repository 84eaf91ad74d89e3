using System.Text;

namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>The rules between the settings of the section <c>Jwt</c>.</summary>
internal static class JwtOptionsValidator
{
    /// <summary>RFC 7518, section 3.2: a key for HS256 has at least the size of its hash.</summary>
    public const int MinimumSecretBytes = 32;

    private static readonly TimeSpan MaximumClockSkew = TimeSpan.FromHours(1);

    public static IEnumerable<ConfigurationError> Validate(JwtOptions options, IHostEnvironment environment) =>
        [.. Keys(options), .. Secrets(options, environment), .. Metadata(options), .. Profile(options)];

    private static IEnumerable<ConfigurationError> Keys(JwtOptions options)
    {
        if (options is { Secrets: [], Metadata: null })
        {
            yield return new($"{JwtOptions.SectionName}:{nameof(JwtOptions.Secrets)}",
                "no key to verify tokens with is configured. Set the secret Studio signs its tokens with: "
                + "\"Jwt\": { \"Secrets\": [ \"...\" ] } in appsettings.json, or the environment variable Jwt__Secrets__0. "
                + "For an OpenID Connect issuer set Jwt:Authority (Jwt__Authority) instead. To try the gateway without any, start it with --environment=Development");
        }
    }

    private static IEnumerable<ConfigurationError> Secrets(JwtOptions options, IHostEnvironment environment)
    {
        for (var i = 0; i < options.Secrets.Count; i++)
        {
            var secret = options.Secrets[i];
            var path = $"{JwtOptions.SectionName}:{nameof(JwtOptions.Secrets)}:{i}";
            if (secret == DevelopmentSecret.Value && !environment.IsDevelopment())
                yield return new(path, $"is the well-known development secret, but the environment is {environment.EnvironmentName}. Set a secret of your own (Jwt__Secrets__{i})");
            if (IsPublicKey(secret))
                yield return new(path, "is a public key or certificate: anybody could sign tokens with it. Set Jwt:Authority to verify tokens with an issuer's public keys");
            if (IsShort(secret) && !options.AllowShortSecrets)
                yield return new(path,
                    $"has {Encoding.UTF8.GetByteCount(secret)} bytes, fewer than {MinimumSecretBytes}. Use a longer secret; "
                    + "if an existing server signs with this one, set Jwt:AllowShortSecrets (Jwt__AllowShortSecrets) to true");
        }
    }

    private static IEnumerable<ConfigurationError> Metadata(JwtOptions options)
    {
        if (options is { RequireHttpsMetadata: true, Metadata.Scheme: not "https" })
        {
            var key = options.MetadataAddress is null ? nameof(JwtOptions.Authority) : nameof(JwtOptions.MetadataAddress);
            yield return new($"{JwtOptions.SectionName}:{key}",
                $"\"{options.Metadata}\" is not HTTPS: keys read from it could be forged. Use https, or set Jwt:RequireHttpsMetadata to false on a trusted network");
        }
    }

    private static IEnumerable<ConfigurationError> Profile(JwtOptions options)
    {
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MaximumClockSkew)
            yield return new($"{JwtOptions.SectionName}:{nameof(JwtOptions.ClockSkew)}", $"{options.ClockSkew} is not between 00:00:00 and {MaximumClockSkew}");
        if (options is { Strict: true, AllowShortSecrets: true })
            yield return new($"{JwtOptions.SectionName}:{nameof(JwtOptions.AllowShortSecrets)}", "contradicts Jwt:Strict; set one of the two to false");
    }

    public static bool IsShort(string secret) => Encoding.UTF8.GetByteCount(secret) < MinimumSecretBytes;

    private static bool IsPublicKey(string secret) =>
        secret.Contains("-----BEGIN ", StringComparison.Ordinal)
        && (secret.Contains("PUBLIC KEY-----", StringComparison.Ordinal) || secret.Contains("CERTIFICATE-----", StringComparison.Ordinal));
}

using System.Buffers.Text;
using System.Text.Json;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Authentication.Keys;
using JobsGateway.Gateway.Authentication.Tokens;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Authentication;

/// <summary>Mints tokens as Studio's logins do, signed with the first secret.</summary>
/// <param name="options">Valid settings with a secret.</param>
/// <param name="time">Gives <c>iat</c> and <c>exp</c>.</param>
public sealed class TokenMinter(JwtOptions options, TimeProvider time)
{
    private static readonly string[] Reserved = ["iat", "isAdmin", "exp"];

    private readonly SharedSecrets _secrets = new(options.Secrets, requireHashSize: false);

    /// <summary>Mints a token.</summary>
    /// <exception cref="ArgumentException">The algorithm is not an HMAC one, a claim is set twice, or the lifetime is not positive.</exception>
    /// <exception cref="InvalidOperationException">No secret is configured.</exception>
    public string Mint(TokenRequest request)
    {
        if (options.Secrets.Count == 0)
            throw new InvalidOperationException("No secret to sign with is configured. Set Jwt:Secrets (Jwt__Secrets__0).");
        if (JwtAlgorithm.Find(request.Algorithm) is not { IsHmac: true } algorithm)
            throw new ArgumentException($"{request.Algorithm} is none of HS256, HS384 and HS512.", nameof(request));
        if (request.Lifetime < TimeSpan.FromSeconds(1))
            throw new ArgumentException("The lifetime must be at least one second.", nameof(request));
        var names = request.Claims.Select(claim => claim.Key).Concat(Reserved).GroupBy(name => name, StringComparer.Ordinal);
        if (names.FirstOrDefault(group => group.Skip(1).Any()) is { Key: var twice })
            throw new ArgumentException($"The claim {twice} is set twice.", nameof(request));
        var header = Encode(json =>
        {
            json.WriteString("alg", algorithm.Name);
            json.WriteString("typ", "JWT");
        });
        var input = $"{header}.{Encode(json => WriteClaims(json, request))}";
        return $"{input}.{_secrets.Sign(algorithm, input)}";
    }

    private void WriteClaims(Utf8JsonWriter json, TokenRequest request)
    {
        foreach (var (name, value) in request.Claims)
        {
            json.WritePropertyName(name);
            if (value is null)
                json.WriteNullValue();
            else
                value.WriteTo(json);
        }

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (request.IsAdmin)
            json.WriteBoolean("isAdmin", true);
        json.WriteNumber("iat", now);
        if (request.Lifetime is { } lifetime)
            json.WriteNumber("exp", now + (long)lifetime.TotalSeconds);
    }

    private static string Encode(Action<Utf8JsonWriter> members) => Base64Url.EncodeToString(StudioJson.Object(members).Span);
}

using System.Security.Claims;
using JobsGateway.Gateway.Authentication.Tokens;

namespace JobsGateway.Gateway.Authentication;

/// <summary>The bearer of a verified token. Its claims are read when somebody asks for them; no claim's name can make an admin of it.</summary>
/// <param name="token">The verified token.</param>
/// <param name="isAdmin">Whether the token says so.</param>
internal sealed class StudioIdentity(CompactToken token, bool isAdmin) : ClaimsIdentity(authenticationType: "Bearer")
{
    private List<Claim>? _claims;

    /// <summary>The verified token.</summary>
    public CompactToken Token => token;

    /// <summary>Whether the bearer may retry jobs.</summary>
    public bool IsAdmin { get; } = isAdmin;

    /// <summary>The token's claims, each once, and those added to this identity since.</summary>
    public override IEnumerable<Claim> Claims => (_claims ??= PayloadClaims.Read(token.Payload, this)).Concat(base.Claims);

    // The names of a token's claims are case-sensitive (RFC 7519, section 4); the base class ignores case.
    public override Claim? FindFirst(string type) => FindFirst(claim => claim.Type == type);

    public override IEnumerable<Claim> FindAll(string type) => FindAll(claim => claim.Type == type);

    public override bool HasClaim(string type, string value) => HasClaim(claim => claim.Type == type && claim.Value == value);

    public override ClaimsIdentity Clone() => new StudioIdentity(token, IsAdmin);
}

using Microsoft.IdentityModel.Tokens;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>Tells the JWT bearer handler that the token was verified; everything known about it is in the identity.</summary>
/// <remarks>The times stay empty: JavaScript's need not fit DateTime, and nothing asks for them.</remarks>
internal sealed class VerifiedToken : SecurityToken
{
    private VerifiedToken() { }

    public static VerifiedToken Instance { get; } = new();

    public override string Id => "";

    public override string Issuer => "";

    public override SecurityKey? SecurityKey => null;

    public override SecurityKey? SigningKey { get => null; set => throw new NotSupportedException(); }

    public override DateTime ValidFrom => default;

    public override DateTime ValidTo => default;
}

using Microsoft.IdentityModel.Tokens;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>Carries a rejection through the JWT bearer handler; it is never thrown.</summary>
internal sealed class TokenRejectedException(Rejection rejection) : SecurityTokenValidationException(rejection.Reason)
{
    public Rejection Rejection { get; } = rejection;
}

using JobsGateway.Gateway.Authentication.Keys;
using JobsGateway.Gateway.Authentication.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace JobsGateway.Gateway.Authentication;

/// <summary>Validates tokens as jsonwebtoken 8.5 does in Studio: which pass, and with which words the others are refused.</summary>
/// <remarks>JsonWebTokenHandler refuses tokens Studio accepts (times beyond DateTime, short secrets) and words its errors differently; only the order and the meaning
/// of the checks are implemented here, the cryptography is .NET's and Microsoft.IdentityModel's.</remarks>
internal sealed class StudioTokenHandler(TokenRulesSource source, TimeProvider time) : TokenHandler
{
    /// <inheritdoc/>
    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var rules = source.Current;
        if (rules.VerifiedSignatures.TryGet(token, out var known))
            return Task.FromResult(Verified(known, rules, rules.Issuer));
        if (InspectedToken.TryInspect(token, rules, out var inspected) is { } rejection)
            return Task.FromResult(Refused(rejection));
        if (!inspected.Algorithm.IsHmac)
            return ValidateByIssuerAsync(inspected, rules, rules.IssuerKeys!);
        if (!rules.Secrets.Verify(inspected.Algorithm, inspected.Token.SigningInput, inspected.Token.Signature))
            return Task.FromResult(Refused(Rejections.InvalidSignature));
        rules.VerifiedSignatures.Add(token, inspected);
        return Task.FromResult(Verified(inspected, rules, rules.Issuer));
    }

    private async Task<TokenValidationResult> ValidateByIssuerAsync(InspectedToken token, TokenRules rules, IssuerKeys keys) =>
        await keys.VerifyAsync(token.Algorithm, token.Header.KeyId, token.Token) switch
        {
            (IssuerVerdict.Valid, var issuer) => Verified(token, rules, rules.Issuer ?? issuer),
            (IssuerVerdict.Invalid, _) => Refused(Rejections.InvalidSignature),
            _ => Refused(Rejections.KeysUnavailable),
        };

    private TokenValidationResult Verified(in InspectedToken token, TokenRules rules, string? issuer)
    {
        if (ClaimChecks.Check(token, rules, issuer, time.GetUtcNow().ToUnixTimeSeconds()) is { } rejection)
            return Refused(rejection);
        return new TokenValidationResult
        {
            IsValid = true,
            ClaimsIdentity = new StudioIdentity(token.Token, token.Payload.IsAdmin),
            SecurityToken = VerifiedToken.Instance,
        };
    }

    private static TokenValidationResult Refused(Rejection rejection) => new() { Exception = new TokenRejectedException(rejection) };
}

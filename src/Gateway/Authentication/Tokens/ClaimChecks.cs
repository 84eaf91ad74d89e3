namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>The checks after the signature: jsonwebtoken's in its order, then the gateway's own.</summary>
internal static class ClaimChecks
{
    /// <summary>Checks a token whose signature is valid.</summary>
    /// <param name="token">The token.</param>
    /// <param name="rules">The rules in effect.</param>
    /// <param name="issuer">What <c>iss</c> must be; null where it does not matter.</param>
    /// <param name="now">Whole seconds since 1970.</param>
    public static Rejection? Check(in InspectedToken token, TokenRules rules, string? issuer, double now)
    {
        var payload = token.Payload;
        if (CheckTimes(payload, rules, now) is { } rejection)
            return rejection;
        if (rules.Audience is { } audience && !payload.HasAudience)
            return Rejection.OfToken($"jwt audience invalid. expected: {audience}");
        if (issuer is not null && payload.Issuer != issuer)
            return Rejection.OfToken($"jwt issuer invalid. expected: {issuer}");
        // RFC 7515, section 4.1.11, and RFC 7519, section 7.2: the server overlooks both.
        if (token.Header.IsCritical || !payload.IsObject)
            return Rejections.InvalidToken;
        return rules.IsStrict ? StrictChecks.Check(token, now + rules.ClockSkewSeconds) : null;
    }

    private static Rejection? CheckTimes(in TokenPayload payload, TokenRules rules, double now)
    {
        if (payload.NotBefore.IsInvalid)
            return Rejections.InvalidNotBefore;
        if (payload.NotBefore.Value is { } notBefore && notBefore > now + rules.ClockSkewSeconds)
            return Rejection.OfNotActive(notBefore);
        if (payload.Expiration.IsInvalid)
            return Rejections.InvalidExpiration;
        if (payload.Expiration.Value is not { } expiration)
            return rules.IsExpirationRequired ? Rejections.ExpirationRequired : null;
        return now >= expiration + rules.ClockSkewSeconds ? Rejection.OfExpired(expiration) : null;
    }
}

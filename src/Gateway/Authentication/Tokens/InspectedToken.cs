namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>A token whose form is right and whose signature is yet to be verified.</summary>
internal readonly record struct InspectedToken(CompactToken Token, JoseHeader Header, JwtAlgorithm Algorithm, TokenPayload Payload)
{
    /// <summary>The checks before the signature, in jsonwebtoken's order.</summary>
    public static Rejection? TryInspect(string text, TokenRules rules, out InspectedToken inspected)
    {
        inspected = default;
        if (CompactToken.TryParse(text, out var token) is { } rejection)
            return rejection;
        var header = JoseHeader.Read(token.Header);
        if (!header.IsTruthy)
            return Rejections.InvalidToken;
        var payload = TokenPayload.Read(token.Payload, rules.Audience);
        if (header.IsJwt && payload.SyntaxError is { } syntaxError)
            return Rejection.OfSyntaxError(syntaxError);
        if (token.Signature.IsEmpty)
            return Rejections.SignatureRequired;
        if (header.Algorithm is not { } algorithm || !rules.Accept(algorithm))
            return Rejections.InvalidAlgorithm;
        inspected = new InspectedToken(token, header, algorithm, payload);
        return null;
    }
}

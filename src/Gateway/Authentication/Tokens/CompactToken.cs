namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>The three parts of a token in the compact form of RFC 7515: views of one string.</summary>
internal readonly struct CompactToken
{
    private readonly string _text;
    private readonly int _firstDot;
    private readonly int _secondDot;

    private CompactToken(string text, int firstDot, int secondDot)
    {
        _text = text;
        _firstDot = firstDot;
        _secondDot = secondDot;
    }

    public ReadOnlySpan<char> Header => _text.AsSpan(0, _firstDot);

    public ReadOnlySpan<char> Payload => _text.AsSpan(_firstDot + 1, _secondDot - _firstDot - 1);

    public ReadOnlySpan<char> Signature => _text.AsSpan(_secondDot + 1);

    /// <summary>What the signature signs: header, dot and payload.</summary>
    public ReadOnlySpan<char> SigningInput => _text.AsSpan(0, _secondDot);

    /// <summary>Takes a token apart.</summary>
    /// <returns>Why not, in jsonwebtoken's words: three parts or "jwt malformed"; the JWS_REGEX of jws (all base64url, only the signature may be empty) or "invalid token".</returns>
    public static Rejection? TryParse(string text, out CompactToken token)
    {
        var firstDot = text.IndexOf('.', StringComparison.Ordinal);
        var secondDot = text.IndexOf('.', firstDot + 1);
        token = default;
        if (firstDot < 0 || secondDot < 0 || text.AsSpan(secondDot + 1).Contains('.'))
            return Rejections.Malformed;
        token = new CompactToken(text, firstDot, secondDot);
        return IsBase64Url(token.Header) && IsBase64Url(token.Payload) && (token.Signature.IsEmpty || IsBase64Url(token.Signature))
            ? null
            : Rejections.InvalidToken;
    }

    private static bool IsBase64Url(ReadOnlySpan<char> part) => !part.IsEmpty && !part.ContainsAnyExcept(Base64UrlText.Characters);
}

using System.Text.Json;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>What the strict profile (RFC 8725) asks of a token beyond Studio's rules.</summary>
internal static class StrictChecks
{
    /// <summary>Checks a token that is valid otherwise.</summary>
    /// <param name="token">The token.</param>
    /// <param name="latest">The latest time at which it may have been issued, in seconds since 1970.</param>
    public static Rejection? Check(in InspectedToken token, double latest)
    {
        var payload = token.Payload;
        if (!token.Header.HasAccessTokenType)
            return Rejections.InvalidType;
        if (payload.IssuedAt.IsInvalid || payload.IssuedAt.Value > latest)
            return Rejections.InvalidIssuedAt;
        if (payload.NotBefore.Value >= payload.Expiration.Value)
            return Rejections.NotBeforeAfterExpiration;
        using var header = DecodedPart.OfHeader(token.Token.Header);
        using var claims = DecodedPart.OfPayload(token.Token.Payload);
        return HasDuplicates(header.Json) || HasDuplicates(claims.Json) ? Rejections.DuplicateMember : null;
    }

    private static bool HasDuplicates(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, JsonReading.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.Add(reader.Text()))
                return true;
            reader.Read();
            reader.Skip();
        }

        return false;
    }
}

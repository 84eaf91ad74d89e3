using System.Text;
using System.Text.Json;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>The claims that decide about a token. Of claims given twice the last one counts, as in JavaScript.</summary>
internal readonly record struct TokenPayload
{
    /// <summary>What <c>JSON.parse</c> says against the payload; null where it is JSON.</summary>
    public string? SyntaxError { get; private init; }

    /// <summary>Whether the payload is a JSON object.</summary>
    public bool IsObject { get; private init; }

    public NumericClaim NotBefore { get; private init; }

    public NumericClaim Expiration { get; private init; }

    public NumericClaim IssuedAt { get; private init; }

    /// <summary>Whether <c>isAdmin</c> is <c>true</c>, <c>1</c> or <c>"true"</c>.</summary>
    public bool IsAdmin { get; private init; }

    /// <summary>The claim <c>iss</c>, where it is a string.</summary>
    public string? Issuer { get; private init; }

    /// <summary>Whether <c>aud</c> is, or contains, the expected audience.</summary>
    public bool HasAudience { get; private init; }

    /// <summary>Reads a payload.</summary>
    /// <param name="base64Url">The second part of the token.</param>
    /// <param name="audience">The expected audience, if any.</param>
    public static TokenPayload Read(ReadOnlySpan<char> base64Url, string? audience)
    {
        using var part = DecodedPart.OfPayload(base64Url);
        try
        {
            var reader = new Utf8JsonReader(part.Json, JsonReading.Options);
            reader.Read();
            var payload = reader.TokenType == JsonTokenType.StartObject ? ReadClaims(ref reader, audience) : default;
            reader.Finish();
            return payload;
        }
        catch (JsonException)
        {
            return new TokenPayload { SyntaxError = JsonSyntaxError.Of(Encoding.UTF8.GetString(part.Json)) };
        }
    }

    private static TokenPayload ReadClaims(ref Utf8JsonReader reader, string? audience)
    {
        NumericClaim notBefore = default, expiration = default, issuedAt = default;
        bool isAdmin = false, hasAudience = false;
        string? issuer = null;
        reader.Read();
        while (reader.TokenType == JsonTokenType.PropertyName)
        {
            var claim = Which(ref reader);
            reader.Read();
            switch (claim)
            {
                case Claim.NotBefore:
                    notBefore = NumericClaim.Read(ref reader);
                    break;
                case Claim.Expiration:
                    expiration = NumericClaim.Read(ref reader);
                    break;
                case Claim.IssuedAt:
                    issuedAt = NumericClaim.Read(ref reader);
                    break;
                case Claim.IsAdmin:
                    isAdmin = MeansAdmin(ref reader);
                    break;
                case Claim.Issuer:
                    issuer = reader.TextOrNull();
                    break;
                case Claim.Audience when audience is not null:
                    hasAudience = Contains(ref reader, audience);
                    break;
            }

            reader.Skip();
            reader.Read();
        }

        return new TokenPayload
        {
            IsObject = true,
            NotBefore = notBefore,
            Expiration = expiration,
            IssuedAt = issuedAt,
            IsAdmin = isAdmin,
            Issuer = issuer,
            HasAudience = hasAudience,
        };
    }

    private enum Claim { Other, NotBefore, Expiration, IssuedAt, IsAdmin, Issuer, Audience }

    private static Claim Which(ref Utf8JsonReader reader) =>
        reader.Holds("isAdmin"u8) ? Claim.IsAdmin
        : reader.Holds("exp"u8) ? Claim.Expiration
        : reader.Holds("nbf"u8) ? Claim.NotBefore
        : reader.Holds("iat"u8) ? Claim.IssuedAt
        : reader.Holds("iss"u8) ? Claim.Issuer
        : reader.Holds("aud"u8) ? Claim.Audience
        : Claim.Other;

    private static bool MeansAdmin(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.Number => reader.Number() == 1,
        JsonTokenType.String => reader.Holds("true"u8),
        _ => false,
    };

    // Leaves the reader at the end of the value.
    private static bool Contains(ref Utf8JsonReader reader, string audience)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return reader.TextOrNull() == audience;
        var found = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found |= reader.TextOrNull() == audience;
            reader.Skip();
        }

        return found;
    }
}

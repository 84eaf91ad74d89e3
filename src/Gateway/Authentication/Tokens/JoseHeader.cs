using System.Text.Json;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>What matters in a token's header. Of members given twice the last one counts, as in JavaScript.</summary>
internal readonly record struct JoseHeader
{
    /// <summary>Whether JavaScript takes the header for true: Studio's library goes on with any such value, object or not.</summary>
    public bool IsTruthy { get; private init; }

    /// <summary>The algorithm; null where it is missing or unknown.</summary>
    public JwtAlgorithm? Algorithm { get; private init; }

    /// <summary>The key's id. It only ever selects among the issuer's keys, by comparison.</summary>
    public string? KeyId { get; private init; }

    /// <summary>Whether <c>typ</c> is exactly JWT: then Studio's library insists on a JSON payload.</summary>
    public bool IsJwt { get; private init; }

    /// <summary>Whether <c>typ</c> is one that RFC 8725 and RFC 9068 allow, or absent.</summary>
    public bool HasAccessTokenType { get; private init; }

    /// <summary>Whether there is a <c>crit</c>: extensions that must be understood, and none is.</summary>
    public bool IsCritical { get; private init; }

    /// <summary>Reads a header.</summary>
    /// <returns>A header that is not truthy where the text is not JSON.</returns>
    public static JoseHeader Read(ReadOnlySpan<char> base64Url)
    {
        using var part = DecodedPart.OfHeader(base64Url);
        try
        {
            var reader = new Utf8JsonReader(part.Json, JsonReading.Options);
            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : ReadOther(ref reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JoseHeader ReadObject(ref Utf8JsonReader reader)
    {
        var header = new JoseHeader { IsTruthy = true, HasAccessTokenType = true };
        reader.Read();
        while (reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Holds("alg"u8))
            {
                reader.Read();
                header = header with { Algorithm = JwtAlgorithm.Find(ref reader) };
            }
            else if (reader.Holds("typ"u8))
            {
                reader.Read();
                var isJwt = reader.Holds("JWT"u8);
                header = header with { IsJwt = isJwt, HasAccessTokenType = isJwt || IsAccessTokenType(reader.TextOrNull()) };
            }
            else if (reader.Holds("kid"u8))
            {
                reader.Read();
                header = header with { KeyId = reader.TextOrNull() };
            }
            else
            {
                header = header with { IsCritical = header.IsCritical || reader.Holds("crit"u8) };
                reader.Read();
            }

            reader.Skip();
            reader.Read();
        }

        reader.Finish();
        return header;
    }

    private static JoseHeader ReadOther(ref Utf8JsonReader reader)
    {
        var truthy = reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => false,
            JsonTokenType.Number => reader.Number() != 0,
            JsonTokenType.String => !reader.ValueSpan.IsEmpty,
            _ => true,
        };
        reader.Finish();
        return new JoseHeader { IsTruthy = truthy };
    }

    // RFC 7515, section 4.1.9: media types compare without regard to case, and "application/" may be left out.
    private static bool IsAccessTokenType(string? type) =>
        type?.ToUpperInvariant() is "JWT" or "AT+JWT" or "APPLICATION/AT+JWT";
}

using System.Security.Claims;
using System.Text;
using System.Text.Json;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>A verified payload's members as claims.</summary>
internal static class PayloadClaims
{
    private const string JsonValueType = "JSON";

    /// <summary>Strings as they are, other values as their JSON text, no nulls; of members given twice the last one.</summary>
    public static List<Claim> Read(ReadOnlySpan<char> base64Url, ClaimsIdentity subject)
    {
        using var part = DecodedPart.OfPayload(base64Url);
        var reader = new Utf8JsonReader(part.Json, JsonReading.Options);
        var claims = new OrderedDictionary<string, Claim?>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.Text();
            reader.Read();
            claims[name] = Value(ref reader, part.Json, name, subject);
        }

        return [.. claims.Values.OfType<Claim>()];
    }

    private static Claim? Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string name, ClaimsIdentity subject)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TextOrNull() is { } text)
            return new Claim(name, text, ClaimValueTypes.String, null, null, subject);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Claim(name, Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), JsonValueType, null, null, subject);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JobsGateway.Studio;

/// <summary>Who may call: tokens signed with one secret (HS256).</summary>
internal sealed class Bearer(string secret)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>The claims of a request's token; null where it has none that is valid.</summary>
    public JsonNode? ClaimsOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString().Split(' ') is not ["Bearer", var token] || token.Split('.') is not [var header, var payload, var signature])
            return null;
        var expected = HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes($"{header}.{payload}"));
        return CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(signature)) ? JsonNode.Parse(Base64Url.DecodeFromChars(payload)) : null;
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>Signs any header and payload, however wrong.</summary>
internal static class TestTokens
{
    public const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public static string Sign(string payload, string secret = "secret", string header = Header, string hash = "SHA256") =>
        Sign(Encoding.UTF8.GetBytes(secret), payload, header, hash);

    public static string Sign(byte[] secret, string payload, string header = Header, string hash = "SHA256")
    {
        var input = Input(header, payload);
        return $"{input}.{Base64Url.EncodeToString(CryptographicOperations.HmacData(new HashAlgorithmName(hash), secret, Encoding.ASCII.GetBytes(input)))}";
    }

    public static string Sign(RSA key, string payload, string header) =>
        $"{Input(header, payload)}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(Input(header, payload)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

    public static string Input(string header, string payload) => $"{Encode(header)}.{Encode(payload)}";

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The body of a 401 for a token.</summary>
    public static string Rejected(string message, string code = "invalid_token", string inner = "\"name\":\"JsonWebTokenError\",") =>
        "{\"errors\":{\"message\":\"" + message + "\",\"error\":{\"name\":\"UnauthorizedError\",\"message\":\"" + message
        + "\",\"code\":\"" + code + "\",\"status\":401,\"inner\":{" + inner + "\"message\":\"" + message + "\"}}}}";
}

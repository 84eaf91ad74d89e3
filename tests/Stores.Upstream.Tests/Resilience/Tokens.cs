using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

/// <summary>Tokens signed with the test gateway's secret.</summary>
internal static class Tokens
{
    public static string Admin { get; } = Sign("""{"uid":"test","isAdmin":true}""");

    private static string Sign(string payload)
    {
        var input = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(payload)}";
        return $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData("secret"u8, Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

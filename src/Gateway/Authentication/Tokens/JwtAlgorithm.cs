using System.Globalization;
using System.Text;
using System.Text.Json;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>A signature algorithm of RFC 7518. The family decides which keys may verify: secrets never verify for a public-key algorithm, nor the reverse.</summary>
internal sealed class JwtAlgorithm
{
    private static readonly JwtAlgorithm[] All =
    [
        new("HS256"), new("HS384"), new("HS512"),
        new("RS256"), new("RS384"), new("RS512"),
        new("PS256"), new("PS384"), new("PS512"),
        new("ES256"), new("ES384"), new("ES512"),
    ];

    private readonly byte[] _utf8Name;

    private JwtAlgorithm(string name)
    {
        Name = name;
        _utf8Name = Encoding.ASCII.GetBytes(name);
        IsHmac = name.StartsWith("HS", StringComparison.Ordinal);
        HashBytes = int.Parse(name.AsSpan(2), CultureInfo.InvariantCulture) / 8;
    }

    /// <summary>The value of <c>alg</c>.</summary>
    public string Name { get; }

    public bool IsHmac { get; }

    /// <summary>Size of the hash in bytes.</summary>
    public int HashBytes { get; }

    /// <summary>Finds an algorithm by its exact name; <c>none</c>, in whatever letters, is not among them.</summary>
    public static JwtAlgorithm? Find(string name) => Array.Find(All, algorithm => algorithm.Name == name);

    /// <summary>Finds the algorithm that the string under the reader names; null where it is no string.</summary>
    public static JwtAlgorithm? Find(ref Utf8JsonReader reader)
    {
        foreach (var algorithm in All)
        {
            if (reader.Holds(algorithm._utf8Name))
                return algorithm;
        }

        return null;
    }
}

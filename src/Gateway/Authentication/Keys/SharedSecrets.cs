using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using JobsGateway.Gateway.Authentication.Tokens;

namespace JobsGateway.Gateway.Authentication.Keys;

/// <summary>The secrets that sign and verify HMAC tokens.</summary>
/// <remarks>.NET's HMAC takes keys of any length, as Node's does; Microsoft.IdentityModel's refuses short ones.</remarks>
/// <param name="secrets">The secrets as text, the signing one first.</param>
/// <param name="requireHashSize">Whether a secret shorter than an algorithm's hash is left aside for that algorithm (RFC 7518, section 3.2).</param>
internal sealed class SharedSecrets(IEnumerable<string> secrets, bool requireHashSize)
{
    private const int MaxHashBytes = SHA512.HashSizeInBytes;
    private const int StackBytes = 1024;

    private readonly HmacKey[] _secrets = [.. secrets.Select(secret => new HmacKey(secret))];

    /// <summary>Whether a token of this algorithm can be verified at all.</summary>
    public bool Accept(JwtAlgorithm algorithm) => Array.Exists(_secrets, secret => Fits(secret, algorithm));

    /// <summary>Whether one of the secrets gives this signature.</summary>
    /// <remarks>The text of the signature is compared, as in Studio: another spelling of the same bytes is not the signature.</remarks>
    public bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<char> signingInput, ReadOnlySpan<char> signature)
    {
        Span<char> expected = stackalloc char[Base64Url.GetEncodedLength(MaxHashBytes)];
        foreach (var secret in _secrets)
        {
            if (!Fits(secret, algorithm))
                continue;
            var length = Sign(secret, algorithm, signingInput, expected);
            if (CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected[..length]), MemoryMarshal.AsBytes(signature)))
                return true;
        }

        return false;
    }

    /// <summary>The signature by the first secret.</summary>
    public string Sign(JwtAlgorithm algorithm, string signingInput)
    {
        Span<char> signature = stackalloc char[Base64Url.GetEncodedLength(MaxHashBytes)];
        return signature[..Sign(_secrets[0], algorithm, signingInput, signature)].ToString();
    }

    private bool Fits(HmacKey secret, JwtAlgorithm algorithm) => !requireHashSize || secret.Length >= algorithm.HashBytes;

    private static int Sign(HmacKey secret, JwtAlgorithm algorithm, ReadOnlySpan<char> signingInput, Span<char> signature)
    {
        var rented = signingInput.Length > StackBytes ? ArrayPool<byte>.Shared.Rent(signingInput.Length) : null;
        Span<byte> input = rented ?? stackalloc byte[StackBytes];
        Span<byte> hash = stackalloc byte[MaxHashBytes];
        var inputLength = Encoding.ASCII.GetBytes(signingInput, input);
        var hashLength = secret.Hash(algorithm, input[..inputLength], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return Base64Url.EncodeToChars(hash[..hashLength], signature);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Gateway.Modes.Canary;

/// <summary>Where a key stands among all keys, as a number from 0 up to 100.</summary>
/// <remarks>
/// The first 8 bytes of the SHA-256 of its UTF-8, big-endian, as a part of 2^64: the same in every process, version and language, so that several gateways
/// and whoever wants to know beforehand come to the same side. Only what is below the weight goes to the canary, so raising it never moves a key back.
/// </remarks>
internal static class KeyShare
{
    private const int StackLimit = 512;

    /// <summary>The key's place, from 0 (inclusive) to 100 (exclusive).</summary>
    public static double PercentOf(string key)
    {
        var length = Encoding.UTF8.GetMaxByteCount(key.Length);
        var bytes = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        // 53 bits are what a double holds exactly: the result can't be rounded up to 100.
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (100.0 / (1UL << 53));
    }
}

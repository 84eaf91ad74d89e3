using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using JobsGateway.Gateway.Authentication;

namespace JobsGateway.Gateway.Guards.RateLimits;

/// <summary>Whose count a request goes to.</summary>
internal static class LimitKey
{
    private const int NetworkBytes = 8; // Of IPv6: whoever has an address has all of its network.

    /// <summary>The bearer's: by the claim, or by what the token says. Not by its signature, whose last character may be written in several ways.</summary>
    public static UInt128 Of(StudioIdentity bearer, string? claim) =>
        claim is not null && bearer.FindFirst(claim) is { } found ? Hash(found.Value, 1) : Hash(bearer.Token.SigningInput, 0);

    /// <summary>The address's.</summary>
    public static UInt128 Of(IPAddress? address)
    {
        if (address is null)
            return UInt128.Zero;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes[..NetworkBytes])
            : new UInt128(1, BinaryPrimitives.ReadUInt32BigEndian(bytes[..length]));
    }

    // Nobody can make two texts of one hash, so nobody can use up another's limit. The last bit keeps texts of one kind from standing for the other.
    private static UInt128 Hash(ReadOnlySpan<char> text, uint kind)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return (BinaryPrimitives.ReadUInt128LittleEndian(hash) & ~UInt128.One) | kind;
    }
}

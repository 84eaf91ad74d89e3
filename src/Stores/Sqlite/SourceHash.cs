using System.Security.Cryptography;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Tells apart the bytes jobs were imported from: the first 16 bytes of SHA-256.</summary>
internal static class SourceHash
{
    public const int Length = 16;

    public static void Of(ReadOnlySpan<byte> document, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        hash[..Length].CopyTo(destination);
    }
}

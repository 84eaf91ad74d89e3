using System.Security.Cryptography;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Tells apart the bytes jobs were imported from: the first 16 bytes of SHA-256.</summary>
internal static class SourceHash
{
    public const int Length = 16;

    /// <summary>The same of a stored document, in SQL.</summary>
    public const string OfStored = "SUBSTRING(HASHBYTES('SHA2_256', j.Document), 1, 16)";

    public static byte[] Of(ReadOnlySpan<byte> document) => SHA256.HashData(document)[..Length];
}

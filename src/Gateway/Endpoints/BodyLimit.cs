namespace JobsGateway.Gateway.Endpoints;

/// <summary>How long a body that the gateway reads may be.</summary>
/// <param name="Bytes">The most bytes after decompression.</param>
internal sealed record BodyLimit(int Bytes)
{
    /// <summary>The most bytes as it comes: what is compressed badly may be longer than what is in it. All are kept in memory, none on disk.</summary>
    public int RawBytes => 2 * Bytes;
}

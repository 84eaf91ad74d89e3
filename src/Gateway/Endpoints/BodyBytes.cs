using System.IO.Compression;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>A request body's bytes, decompressed, up to the limit: a gzip bomb costs no more than a body of the permitted size, whether it is long before or after.</summary>
internal static class BodyBytes
{
    private const int InflateChunk = 16 * 1024; // zlib's output in Node comes in chunks of this size; it shows in "received".

    public static async ValueTask<(ReadOnlyMemory<byte> Bytes, int Status, ReadOnlyMemory<byte> Error)> ReadAsync(
        HttpRequest request, BodyLimit limit, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.Count > 0 ? request.Headers.ContentEncoding.ToString().ToLowerInvariant() : "identity";
        if (encoding is not ("identity" or "gzip" or "deflate" or ""))
            return (default, StatusCodes.Status415UnsupportedMediaType, BodyErrors.UnsupportedEncoding(encoding));
        var isCompressed = encoding is "gzip" or "deflate";
        if (!isCompressed && request.ContentLength > limit.Bytes)
            return (default, StatusCodes.Status413PayloadTooLarge, BodyErrors.TooLarge(limit, request.ContentLength, 0));
        if (request.ContentLength > limit.RawBytes)
            return (default, StatusCodes.Status413PayloadTooLarge, BodyErrors.TooLarge(limit, null, limit.RawBytes));
        await using Stream? inflater = encoding switch
        {
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            _ => null,
        };
        var source = inflater ?? request.Body;
        var buffer = new byte[Capacity(limit, isCompressed, request.ContentLength)];
        try
        {
            var length = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length > limit.Bytes
                ? (default, StatusCodes.Status413PayloadTooLarge, BodyErrors.TooLarge(limit, null, length))
                : (buffer.AsMemory(0, length), 0, default);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            // The buffer is full; what a client breaks off has types of its own. Blocks of nothing go on for ever and inflate to nothing.
            return (default, StatusCodes.Status413PayloadTooLarge, BodyErrors.TooLarge(limit, null, limit.RawBytes));
        }
        catch (InvalidDataException e)
        {
            // The framework tells the two apart by its message only (strict validation is on, see the project file).
            var isTruncated = e.Message.Contains("truncated", StringComparison.OrdinalIgnoreCase);
            return (default, StatusCodes.Status400BadRequest, isTruncated ? BodyErrors.Truncated : BodyErrors.NotCompressed);
        }
    }

    // One byte past the limit is enough to know, a whole chunk past it to report as the server does.
    private static int Capacity(BodyLimit limit, bool isCompressed, long? declared) => isCompressed
        ? ((limit.Bytes / InflateChunk) + 1) * InflateChunk
        : (int)(declared ?? limit.Bytes + 1);
}

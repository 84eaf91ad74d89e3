using System.Net;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>An answer that has been read to its end.</summary>
/// <param name="original">The content as it came; has the headers.</param>
/// <param name="bytes">Its body.</param>
internal sealed class WholeAnswer(HttpContent original, ReadOnlyMemory<byte> bytes) : HttpContent
{
    public HttpContent Original => original;

    public ReadOnlyMemory<byte> Bytes => bytes;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            original.Dispose();
        base.Dispose(disposing);
    }
}

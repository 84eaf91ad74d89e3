using System.Net;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>A body of length 0.</summary>
/// <remarks>
/// <c>SocketsHttpHandler</c> sends a request without a body again, up to three times, where the server closes before it answers, be the connection a new one.
/// A request with a body, be it empty, it does not send again.
/// </remarks>
internal sealed class NoBody : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}

using System.Buffers;
using System.Net;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>Reads small answers whole, so that one that breaks off is noticed while the client can still be told.</summary>
internal static class AnswerBuffer
{
    /// <param name="response">The answer; its content becomes a <see cref="WholeAnswer"/> where it fits.</param>
    /// <param name="limit">The most bytes to read; a longer answer is streamed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">It broke off.</exception>
    /// <exception cref="HttpRequestException">It is malformed.</exception>
    public static async ValueTask ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        var content = response.Content;
        if (response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.NoContent || response.RequestMessage?.Method == HttpMethod.Head)
        {
            response.Content = new WholeAnswer(content, default);
            return;
        }

        if (content.Headers.ContentLength is { } length)
        {
            if (length > limit)
                return;
            var whole = length == 0 ? [] : new byte[length];
            var stream = await content.ReadAsStreamAsync(cancellationToken);
            await stream.ReadExactlyAsync(whole, cancellationToken);
            response.Content = new WholeAnswer(content, whole);
            return;
        }

        await ReadUnknownLengthAsync(response, limit, cancellationToken);
    }

    private static async ValueTask ReadUnknownLengthAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, throwOnEndOfStream: false, cancellationToken);
            var bytes = buffer.AsSpan(0, read).ToArray();
            response.Content = read <= limit ? new WholeAnswer(content, bytes) : new BegunAnswer(content, bytes, stream);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

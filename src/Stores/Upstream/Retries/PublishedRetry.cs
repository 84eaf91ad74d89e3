using System.Security.Cryptography;
using System.Text;
using JobsGateway.Stores.Upstream.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Stores.Upstream.Retries;

/// <summary>A retry that came by <c>GET</c>, as published, on its way to a server that knows it by <c>POST</c> only.</summary>
public sealed class PublishedRetry
{
    private readonly byte[] _body;

    private PublishedRetry(byte[] body) => _body = body;

    private static ReadOnlySpan<byte> Job => "{\"job\":"u8;

    private static ReadOnlySpan<byte> Data => "{\"data\":"u8;

    /// <summary>A retry of the job in the path: the answer's <c>{"job":...}</c> becomes <c>{"data":...}</c>.</summary>
    public static PublishedRetry ById { get; } = new([]);

    /// <summary>A retry of these jobs: the ids become the array that is posted. The answer is the published one already.</summary>
    /// <param name="ids">Ids of 24 hexadecimal digits.</param>
    public static PublishedRetry ByIds(IEnumerable<string> ids) => new(Encoding.ASCII.GetBytes($"[{string.Join(',', ids.Select(id => $"\"{id}\""))}]"));

    /// <summary>Makes the request the <c>POST</c>. Only the verb, the body and what tells of it change.</summary>
    internal void Apply(HttpRequest request)
    {
        request.Method = HttpMethods.Post;
        request.Headers.Remove("Transfer-Encoding");
        request.Headers.Remove("Content-Encoding");
        request.Headers.IfNoneMatch = default; // What was done is told, whatever the client has already.
        request.Headers.AcceptEncoding = default; // The answer is looked into.
        request.Headers.ContentType = _body.Length == 0 ? default : "application/json";
        request.Headers.ContentLength = _body.Length;
        request.Body = new MemoryStream(_body, writable: false);
        request.HttpContext.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(_body.Length > 0));
    }

    /// <summary>Turns the answer into the published one, with the length and tag that belong to it.</summary>
    internal static ReadOnlyMemory<byte> Translate(HttpResponse response, ReadOnlyMemory<byte> answer)
    {
        if (response.StatusCode != StatusCodes.Status200OK || !answer.Span.StartsWith(Job))
            return answer;
        byte[] body = [.. Data, .. answer.Span[Job.Length..]];
        response.ContentLength = body.Length;
        if (response.Headers.ETag.Count > 0)
            response.Headers.ETag = ETag(body);
        return body;
    }

    /// <summary>The same for an answer too long to be held: its start is changed, the rest goes on as it comes. What its tag would be is known at the end only: it has none then.</summary>
    internal static async ValueTask<HttpContent> TranslateAsync(HttpResponse response, HttpContent answer, CancellationToken cancellationToken)
    {
        var rest = await answer.ReadAsStreamAsync(cancellationToken);
        var start = new byte[Job.Length];
        var length = await rest.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (response.StatusCode != StatusCodes.Status200OK || !start.AsSpan(0, length).SequenceEqual(Job))
            return new BegunAnswer(answer, start.AsMemory(0, length), rest);
        response.ContentLength += Data.Length - Job.Length; // Null stays null.
        response.Headers.ETag = default;
        return new BegunAnswer(answer, Data.ToArray(), rest);
    }

    // As the server makes it (npm etag 1.8). SHA-1 is the contract, not a protection.
#pragma warning disable CA5350
    private static string ETag(byte[] body) => $"W/\"{body.Length:x}-{Convert.ToBase64String(SHA1.HashData(body))[..27]}\"";
#pragma warning restore CA5350

    private sealed class BodyDetection(bool hasBody) : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => hasBody;
    }
}

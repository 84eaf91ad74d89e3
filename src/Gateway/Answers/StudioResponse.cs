using System.Buffers;
using System.Globalization;
using JobsGateway.Gateway.Guards.Headers;
using JobsGateway.Stores.Resilience;

namespace JobsGateway.Gateway.Answers;

/// <summary>Writes a response the way the Studio server does: content type, length, ETag, and 304 where the client has it already.</summary>
internal static class StudioResponse
{
    public const string JsonContentType = "application/json; charset=utf-8";
    public const string HtmlContentType = "text/html; charset=utf-8";

    /// <summary>Writes an answer. That a store is unavailable is told to the operator, too.</summary>
    public static Task WriteAsync(HttpContext context, in StudioAnswer answer, bool isRead = true)
    {
        if (answer.Kind == AnswerKind.Unavailable)
        {
            context.RequestServices.GetRequiredService<FailureLog>().Tell(context.GetEndpoint()!.DisplayName!, answer.Status, answer.Reason!);
            var seconds = Math.Max(1, (long)Math.Ceiling(answer.RetryAfter?.TotalSeconds ?? 1));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, answer.Status, answer.Prefix, answer.Document, answer.Suffix, isRead: isRead);
    }

    /// <summary>Writes a JSON body held in one piece.</summary>
    public static Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body, string contentType = JsonContentType, bool isRead = true) =>
        WriteAsync(context, status, default, body, default, contentType, isRead);

    /// <summary>Writes a body of three pieces, so that a stored document goes out without being copied into an envelope first.</summary>
    /// <remarks>What a write has done (<paramref name="isRead"/> is false) is told whatever the client has already: a 304 would hide the new job.</remarks>
    public static Task WriteAsync(
        HttpContext context, int status, ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> suffix,
        string contentType = JsonContentType, bool isRead = true)
    {
        var response = context.Response;
        var length = prefix.Length + body.Length + suffix.Length;
        var etag = EntityTag.Of(prefix.Span, body.Span, suffix.Span);
        response.Headers.ETag = etag;
        context.Features.Get<SecurityHeaders>()?.OnApi(context);
        if (isRead && status == StatusCodes.Status200OK && ConditionalRequest.IsFresh(context.Request, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = length;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        var writer = response.BodyWriter;
        writer.Write(prefix.Span);
        writer.Write(body.Span);
        writer.Write(suffix.Span);
        return Task.CompletedTask; // Kestrel flushes the writer when the request ends: one write to the socket.
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>Writes a response the way the Studio server does: content type, length, ETag, and 304 where the client has it already.</summary>
internal static class StudioResponse
{
    public const string JsonContentType = "application/json; charset=utf-8";
    public const string HtmlContentType = "text/html; charset=utf-8";

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
        var etag = ETag(length, prefix.Span, body.Span, suffix.Span);
        response.Headers.ETag = etag;
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

    // Express' weak ETag: W/"<length in hex>-<27 characters of base64(sha1)>" (npm etag 1.8). SHA-1 is the contract, not a protection.
#pragma warning disable CA5350
    private static string ETag(int length, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body, ReadOnlySpan<byte> suffix)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        var total = prefix.Length + body.Length + suffix.Length;
        if (total == body.Length)
        {
            SHA1.HashData(body, hash);
        }
        else
        {
            var rented = ArrayPool<byte>.Shared.Rent(total);
            prefix.CopyTo(rented);
            body.CopyTo(rented.AsSpan(prefix.Length));
            suffix.CopyTo(rented.AsSpan(prefix.Length + body.Length));
            SHA1.HashData(rented.AsSpan(0, total), hash);
            ArrayPool<byte>.Shared.Return(rented);
        }

        Span<byte> base64 = stackalloc byte[28];
        Base64.EncodeToUtf8(hash, base64, out _, out _);
        Span<char> text = stackalloc char[44];
        "W/\"".CopyTo(text);
        length.TryFormat(text[3..], out var hexLength, "x", CultureInfo.InvariantCulture);
        var position = 3 + hexLength;
        text[position++] = '-';
        for (var i = 0; i < 27; i++)
            text[position++] = (char)base64[i];
        text[position++] = '"';
        return new string(text[..position]);
    }
#pragma warning restore CA5350
}

using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.JavaScript;
using Microsoft.Net.Http.Headers;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The JSON text of a request's body, read as Studio's parsers read it (body-parser 1.20: forms, then strict JSON, 100 KiB).</summary>
/// <param name="Json">The text, valid JSON; null where the request has no body of JSON.</param>
internal sealed record RequestBody(string? Json)
{
    private const int ParameterLimit = 1000;
    private static readonly RequestBody None = new((string?)null);

    /// <summary>Reads the body into <see cref="HttpContext.Features"/>. False where it can't be read; the answer has been written then.</summary>
    /// <remarks>Bodies of GET and HEAD are not looked at: they have no meaning (RFC 9110, 9.3.1) and the contract asks for no parity there.</remarks>
    public static async ValueTask<bool> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var (body, status, error) = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? (None, 0, default)
            : await ParseAsync(request, context.RequestServices.GetRequiredService<BodyLimit>(), context.RequestAborted);
        context.Features.Set(body);
        if (status == 0)
            return true;
        await StudioResponse.WriteAsync(context, status, error);
        return false;
    }

    private static async ValueTask<(RequestBody Body, int Status, ReadOnlyMemory<byte> Error)> ParseAsync(HttpRequest request, BodyLimit limit, CancellationToken cancellationToken)
    {
        var hasBody = request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0;
        if (!hasBody || !TryReadType(request, out var isForm, out var charset))
            return (None, 0, default);
        if (BodyEncoding.Find(charset, isForm) is not { } encoding)
            return (None, StatusCodes.Status415UnsupportedMediaType, BodyErrors.UnsupportedCharset(charset));
        request.EnableBuffering(limit.RawBytes, limit.RawBytes); // An upstream store sends it on as it came.
        var (bytes, status, error) = await BodyBytes.ReadAsync(request, limit, cancellationToken);
        if (status != 0)
            return (None, status, error);
        request.Body.Position = 0;
        var text = encoding.Decode(bytes.Span);
        if (isForm)
            return text.AsSpan().Count('&') < ParameterLimit
                ? (None, 0, default)
                : (None, StatusCodes.Status413PayloadTooLarge, BodyErrors.TooManyParameters(text));
        if (text.Length == 0)
            return (None, 0, default);
        return StrictJson.ErrorOf(text) is { } message
            ? (None, StatusCodes.Status400BadRequest, BodyErrors.NotJson(message, text))
            : (new RequestBody(text), 0, default);
    }

    private static bool TryReadType(HttpRequest request, out bool isForm, out string charset)
    {
        isForm = false;
        charset = "utf-8";
        if (!MediaTypeHeaderValue.TryParse(request.Headers.ContentType.FirstOrDefault(), out var type) || request.Headers.ContentType[0]!.TrimEnd().EndsWith(';'))
            return false;
        isForm = type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        if (type.Charset.HasValue)
            charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString().ToLowerInvariant();
        return isForm || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}

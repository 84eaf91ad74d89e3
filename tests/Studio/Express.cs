using System.Globalization;
using System.Security.Cryptography;

namespace JobsGateway.Studio;

/// <summary>What Express does with every answer: its name, an ETag, 304 to who has the answer already, no body to HEAD.</summary>
internal sealed class Express(RequestDelegate next, RequestCounts counts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        counts.Add(context.Request);
        var (isHead, sent) = (HttpMethods.IsHead(context.Request.Method), context.Response.Body);
        if (isHead)
            context.Request.Method = HttpMethods.Get; // A route of GET answers HEAD.
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = sent;

        var body = answer.ToArray();
        var tag = TagOf(body);
        context.Response.Headers["X-Powered-By"] = "Express";
        context.Response.Headers.ETag = tag;
        if (context.Response.StatusCode == StatusCodes.Status200OK && (isHead || HttpMethods.IsGet(context.Request.Method)) && context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ContentType = default;
            return;
        }

        context.Response.ContentLength = body.Length;
        if (!isHead)
            await sent.WriteAsync(body);
    }

#pragma warning disable CA5350 // SHA-1 is what the contract has.
    private static string TagOf(byte[] body) => string.Create(CultureInfo.InvariantCulture, $"W/\"{body.Length:x}-{Convert.ToBase64String(SHA1.HashData(body))[..27]}\"");
#pragma warning restore CA5350
}

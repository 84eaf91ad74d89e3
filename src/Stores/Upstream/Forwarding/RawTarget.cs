using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>The request target as the client sent it: <c>Request.Path</c> is decoded and has lost the difference between <c>%2F</c> and <c>%252F</c>.</summary>
internal static class RawTarget
{
    /// <summary>Path and query, byte for byte; of a target in absolute form the part behind the authority.</summary>
    public static string Of(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.StartsWith('/'))
            return target;
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return "/"; // OPTIONS *: there is no path.
        var rest = target.AsSpan(scheme + 3);
        var path = rest.IndexOfAny('/', '?');
        return path < 0 ? "/" : rest[path] == '/' ? rest[path..].ToString() : string.Concat("/", rest[path..]);
    }
}

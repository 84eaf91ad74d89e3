using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>The request target as the client sent it: <c>Request.Path</c> is decoded and has dot segments removed, so <c>%2F</c> and
/// <c>%252F</c>, or <c>/..</c> as a correlation id, can't be told apart any more.</summary>
/// <remarks>The one place that reads it: what is matched and what is forwarded must be the same.</remarks>
public static class RawTarget
{
    /// <summary>Byte for byte as it stood in the request line.</summary>
    /// <param name="context">The request.</param>
    public static string Received(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>Path and query, byte for byte; of a target in absolute form the part behind the authority. Without a fragment:
    /// it belongs to no request (RFC 9112, 3.2), and Express reads a target that has one by other rules.</summary>
    /// <param name="context">The request.</param>
    public static string Of(HttpContext context)
    {
        var target = Received(context);
        var fragment = target.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0)
            target = target[..fragment];
        if (target.StartsWith('/'))
            return target;
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return "/"; // OPTIONS *: there is no path.
        var rest = target.AsSpan(scheme + 3);
        var path = rest.IndexOfAny('/', '?');
        return path < 0 ? "/" : rest[path] == '/' ? rest[path..].ToString() : string.Concat("/", rest[path..]);
    }

    /// <summary>The path of what <see cref="Of"/> gives.</summary>
    /// <param name="target">Path and query.</param>
    public static ReadOnlySpan<char> PathOf(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target.AsSpan(0, query);
    }
}

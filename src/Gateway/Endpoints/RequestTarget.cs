using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The path as the client sent it. ASP.NET's <c>Request.Path</c> is decoded and has dot segments removed, so <c>%2F</c> and
/// <c>%252F</c>, or <c>/..</c> as a correlation id, can't be told apart any more.</summary>
internal static class RequestTarget
{
    /// <summary>The target byte for byte as it stood in the request line.</summary>
    public static string Of(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>The raw path of a request target in origin or absolute form, without query and fragment.</summary>
    public static ReadOnlySpan<char> PathOf(string target)
    {
        var path = target.AsSpan();
        if (path.Length > 0 && path[0] != '/')
            path = AfterAuthority(path);
        var end = path.IndexOfAny('?', '#');
        return end < 0 ? path : path[..end];
    }

    private static ReadOnlySpan<char> AfterAuthority(ReadOnlySpan<char> target)
    {
        var scheme = target.IndexOf("://");
        if (scheme < 0)
            return target;
        var rest = target[(scheme + 3)..];
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 || rest[end] != '/' ? "/" : rest[end..]; // A slash in the query begins no path.
    }
}

using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Answers;

/// <summary>Whether a client's copy is still fresh, by the rules of Express (npm fresh 0.5), which differ from RFC 9110 in detail:
/// strong and weak forms compare alike, <c>no-cache</c> forces a full answer, and an <c>If-Modified-Since</c> is never met as there is no <c>Last-Modified</c>.</summary>
internal static class ConditionalRequest
{
    public static bool IsFresh(HttpRequest request, string etag)
    {
        var noneMatch = request.Headers.IfNoneMatch;
        if (noneMatch.Count == 0 || StringValues.IsNullOrEmpty(noneMatch))
            return false;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return false;
        if (!StringValues.IsNullOrEmpty(request.Headers.IfModifiedSince) || AsksForFullAnswer(request.Headers.CacheControl))
            return false;
        return IsFresh(noneMatch.ToString(), etag);
    }

    /// <summary>Whether one of the tags of an <c>If-None-Match</c> is this one.</summary>
    public static bool IsFresh(string noneMatch, string etag)
    {
        if (noneMatch == "*")
            return true;
        foreach (var range in noneMatch.AsSpan().Split(','))
        {
            if (Matches(noneMatch.AsSpan(range).Trim(' '), etag))
                return true;
        }

        return false;
    }

    private static bool AsksForFullAnswer(StringValues cacheControl)
    {
        foreach (var value in cacheControl)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                if (value.AsSpan(range).Trim() is "no-cache")
                    return true;
            }
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<char> candidate, ReadOnlySpan<char> etag) =>
        candidate.SequenceEqual(etag) || candidate.SequenceEqual(etag["W/".Length..]);
}

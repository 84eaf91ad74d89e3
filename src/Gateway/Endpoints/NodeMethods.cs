using System.Collections.Frozen;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>The methods Node's HTTP parser knows. It answers any other with a bare 400 and closes, before an application sees it.</summary>
internal static class NodeMethods
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [
            "ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY", "MKCALENDAR",
            "MKCOL", "MOVE", "NOTIFY", "OPTIONS", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PURGE", "PUT", "QUERY", "REBIND", "REPORT", "SEARCH", "SOURCE",
            "SUBSCRIBE", "TRACE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> AnyCase = FrozenSet.ToFrozenSet(Known, StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string method) => method == HttpMethods.Get || Known.Contains(method);

    /// <summary>Whether another server can be sent it as it is: .NET sends <c>post</c> as <c>POST</c>, which is another request, and a gateway is no tunnel.</summary>
    public static bool CanPassThrough(string method) => method != HttpMethods.Connect && (Contains(method) || !AnyCase.Contains(method));
}

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

    public static bool Contains(string method) => method == HttpMethods.Get || Known.Contains(method);
}

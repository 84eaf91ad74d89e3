using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>Removes the headers that a <c>Connection</c> header names (RFC 9110, 7.6.1). YARP leaves out the known ones only.</summary>
internal static class HopByHop
{
    // Options of the connection that are no headers, and headers that a sender must not be able to have removed: they frame and address the message.
    private static readonly string[] Kept = ["close", "keep-alive", "upgrade", "content-length", "host"];

    /// <summary>Removes them from a request as received, before its headers are copied.</summary>
    public static void RemoveFrom(IHeaderDictionary received) => Remove(received, received.Connection);

    /// <summary>Removes them from a response whose headers have been copied.</summary>
    public static void RemoveFrom(IHeaderDictionary copied, HttpResponseMessage received)
    {
        if (received.Headers.NonValidated.TryGetValues("Connection", out HeaderStringValues values))
            Remove(copied, values.ToArray());
    }

    private static void Remove(IHeaderDictionary headers, StringValues connection)
    {
        foreach (var value in connection)
        {
            foreach (var name in (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!Kept.Contains(name, StringComparer.OrdinalIgnoreCase))
                    headers.Remove(name);
            }
        }
    }
}

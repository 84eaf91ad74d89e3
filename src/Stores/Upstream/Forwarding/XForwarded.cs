using System.Net.Http.Headers;
using JobsGateway.Stores.Upstream.Configuration;
using Microsoft.AspNetCore.Http;

namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>The <c>X-Forwarded-*</c> headers, as YARP's transforms of that name make them, without their costs per header.</summary>
internal sealed class XForwarded(ForwardedHeaders option)
{
    private static readonly string[] All = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix"];

    public void Apply(HttpContext context, HttpRequestHeaders headers)
    {
        if (option == ForwardedHeaders.Off)
            return;
        if (option != ForwardedHeaders.Append)
        {
            foreach (var name in All)
                headers.Remove(name);
            headers.Remove("Forwarded"); // The same by RFC 7239: a server may believe either.
        }

        if (option == ForwardedHeaders.Remove)
            return;
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } address)
            headers.TryAddWithoutValidation(All[0], address.ToString());
        if (request.Host.HasValue)
            headers.TryAddWithoutValidation(All[1], request.Host.ToUriComponent());
        headers.TryAddWithoutValidation(All[2], request.Scheme);
        if (request.PathBase.HasValue)
            headers.TryAddWithoutValidation(All[3], request.PathBase.ToUriComponent());
    }
}

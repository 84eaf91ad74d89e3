using System.Diagnostics;
using JobsGateway.Stores.Upstream.Telemetry;
using Yarp.ReverseProxy.Transforms;

namespace JobsGateway.Gateway.Routing;

/// <summary>The trace context of what goes by the routes of the <c>ReverseProxy</c> section: that of the request's own span, or, where it is not traced, the client's as it came.</summary>
internal static class ProxyTraces
{
    public static void PassTraceContextOn(this IReverseProxyBuilder proxy) => proxy
        // The handler would write one for a span that nobody gets to see.
        .ConfigureHttpClient((_, handler) => handler.ActivityHeadersPropagator = null)
        .AddTransforms(route => route.AddRequestTransform(transform =>
        {
            if (Activity.Current is { Recorded: true } span)
                TraceContext.Write(span, transform.ProxyRequest.Headers);
            return default;
        }));
}

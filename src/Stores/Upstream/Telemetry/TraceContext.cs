using System.Diagnostics;
using System.Net.Http.Headers;

namespace JobsGateway.Stores.Upstream.Telemetry;

/// <summary>The W3C trace context of a request that is sent on (https://www.w3.org/TR/trace-context/). Baggage is the client's, and goes on untouched.</summary>
public static class TraceContext
{
    /// <summary>Puts a span in the place of the client's.</summary>
    public static void Write(Activity span, HttpRequestHeaders headers)
    {
        headers.Remove("traceparent");
        headers.Remove("tracestate");
        headers.TryAddWithoutValidation("traceparent", span.Id);
        if (!string.IsNullOrEmpty(span.TraceStateString))
            headers.TryAddWithoutValidation("tracestate", span.TraceStateString);
    }
}

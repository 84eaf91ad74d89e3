using System.Diagnostics;
using System.Globalization;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Operations.Telemetry.Configuration;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>The server span of a request that is traced.</summary>
/// <remarks>
/// Whether it is traced is decided before there is an activity: behind ASP.NET Core's own source the SDK's sampler has one made for every request, also for the
/// 99 of 100 that nobody sees, so that a trace's id can be passed on.
/// </remarks>
internal sealed class RequestSpans(TelemetryOptions options) : IDisposable
{
    /// <summary>The name of the source.</summary>
    public const string Source = "JobsGateway";

    // What a span begins with. The sampler knows by it that the choice has been made.
    private static readonly KeyValuePair<string, object?>[] Chosen = [new("kind", "request")];

    private readonly ActivitySource _source = new(Source);

    /// <summary>Whether anybody takes spans.</summary>
    public bool IsOn => _source.HasListeners();

    /// <summary>Whether a span's root was chosen here.</summary>
    public static bool IsChosen(IEnumerable<KeyValuePair<string, object?>>? tags) => ReferenceEquals(tags, Chosen);

    /// <summary>Chooses: the client's <c>traceparent</c> says it, else chance.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parent">The client's span; none where the trace begins here.</param>
    public bool IsTraced(HttpContext context, out ActivityContext parent)
    {
        parent = default;
        var headers = context.Request.Headers;
        if (headers.TraceParent.Count == 1 && ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out parent))
            return parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
        return Random.Shared.NextDouble() < options.Traces.SampleRatio;
    }

    /// <summary>Begins the span.</summary>
    public Activity? Start(ActivityContext parent) => _source.StartActivity("request", ActivityKind.Server, parent, Chosen);

    /// <summary>Says what became of the request, and ends its span. Neither its path nor its query: there are ids in them.</summary>
    public static void End(Activity span, HttpContext context, in RequestLabels labels)
    {
        var (request, status) = (context.Request, context.Response.StatusCode);
        span.DisplayName = labels.Operation;
        span.SetTag("operation", labels.Operation).SetTag("store", labels.Store).SetTag("mode", labels.Mode).SetTag("outcome", labels.Outcome)
            .SetTag("http.request.method", NodeMethods.Contains(request.Method) ? request.Method : "_OTHER")
            .SetTag("http.response.status_code", status)
            .SetTag("url.scheme", request.Scheme);
        if (status >= 500)
            span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }

    public void Dispose() => _source.Dispose();
}

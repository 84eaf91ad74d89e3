using System.Diagnostics;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>Measures every request and traces some, outermost: what the last net catches counts, too.</summary>
internal sealed class RequestTelemetry(RequestDelegate next, RequestMetrics metrics, RequestSpans spans, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (spans.IsOn && spans.IsTraced(context, out var parent))
            return TraceAsync(context, parent);
        if (!metrics.IsOn)
            return next(context);
        var start = time.GetTimestamp();
        var answering = next(context);
        if (!answering.IsCompletedSuccessfully)
            return AwaitAsync(context, answering, start);
        metrics.Ended(RequestLabels.Of(context), time.GetElapsedTime(start));
        return Task.CompletedTask;
    }

    private async Task AwaitAsync(HttpContext context, Task answering, long start)
    {
        try
        {
            await answering;
        }
        finally
        {
            metrics.Ended(RequestLabels.Of(context), time.GetElapsedTime(start));
        }
    }

    private async Task TraceAsync(HttpContext context, ActivityContext parent)
    {
        var span = spans.Start(parent);
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var labels = RequestLabels.Of(context);
            metrics.Ended(labels, time.GetElapsedTime(start));
            if (span is not null)
                RequestSpans.End(span, context, labels);
        }
    }
}

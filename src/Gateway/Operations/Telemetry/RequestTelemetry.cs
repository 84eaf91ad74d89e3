namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>Measures every request, outermost: what the last net catches counts, too.</summary>
internal sealed class RequestTelemetry(RequestDelegate next, RequestMetrics metrics, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!metrics.IsOn)
            return next(context);
        var start = time.GetTimestamp();
        var answering = next(context);
        if (!answering.IsCompletedSuccessfully)
            return AwaitAsync(context, answering, start);
        metrics.Ended(context, time.GetElapsedTime(start));
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
            metrics.Ended(context, time.GetElapsedTime(start));
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace JobsGateway.Telemetry.Tests.Support;

/// <summary>Keeps the spans that a gateway would send.</summary>
internal sealed class SpanLog : BaseProcessor<Activity>
{
    public ConcurrentQueue<Activity> Ended { get; } = new();

    /// <summary>The span of a request; it ends after its answer has been sent.</summary>
    public async Task<Activity> ServerSpanAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (Ended.LastOrDefault(span => span.Kind == ActivityKind.Server) is { } server)
                return server;
            await Task.Delay(5, limit.Token);
        }
    }

    public IEnumerable<Activity> Of(ActivityTraceId trace) => Ended.Where(span => span.TraceId == trace);

    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
            Ended.Enqueue(data);
    }
}

using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>How many requests there were of each operation, who answered them, how and how fast: one histogram, whose count is the number of requests.</summary>
internal sealed class RequestMetrics
{
    /// <summary>The instrument's name.</summary>
    public const string Duration = "jobsgateway.request.duration";

    private readonly Histogram<double> _duration;

    public RequestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Gateway);
        _duration = meter.CreateHistogram(
            Duration, "s", "How long requests took, by operation, by the store that answered, by the way the route came to it, and by outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    /// <summary>Whether anybody reads it.</summary>
    public bool IsOn => _duration.Enabled;

    /// <summary>Counts a request that has ended.</summary>
    public void Ended(HttpContext context, TimeSpan elapsed)
    {
        var request = context.Features.Get<JobsRequest>();
        _duration.Record(
            elapsed.TotalSeconds,
            new("operation", request?.Operation ?? "Other"),
            new("store", request?.Store ?? "none"),
            new("mode", request is { Store: not null } ? ModeOf(request.Side) : "none"),
            new("outcome", RequestOutcome.Of(context.Response.StatusCode)));
    }

    private static string ModeOf(RouteSide side) => side switch
    {
        RouteSide.Canary => "canary",
        RouteSide.Fallback => "fallback",
        _ => "store",
    };
}

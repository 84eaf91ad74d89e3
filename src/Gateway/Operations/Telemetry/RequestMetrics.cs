using System.Diagnostics.Metrics;
using JobsGateway.Stores.Resilience.Telemetry;

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
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = StoreTelemetry.DurationBoundaries });
    }

    /// <summary>Whether anybody reads it.</summary>
    public bool IsOn => _duration.Enabled;

    /// <summary>Counts a request that has ended.</summary>
    public void Ended(in RequestLabels labels, TimeSpan elapsed) =>
        _duration.Record(elapsed.TotalSeconds, new("operation", labels.Operation), new("store", labels.Store), new("mode", labels.Mode), new("outcome", labels.Outcome));
}

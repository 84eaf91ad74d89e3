using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace JobsGateway.Stores.Resilience.Telemetry;

/// <summary>The meter and the source of spans of all stores. Static, as Polly's own: stores are made by factories that know no host. Nothing is measured while nobody listens.</summary>
public static class StoreTelemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "JobsGateway.Stores";

    /// <summary>The boundaries of histograms of durations, in seconds: from a fetch out of a local file to the longest time-outs.</summary>
    public static readonly IReadOnlyList<double> DurationBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly Meter Meter = new(Name);

    /// <summary>The source of spans.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>Calls of local stores.</summary>
    public static Histogram<double> CallDuration { get; } = Meter.CreateHistogram(
        "jobsgateway.store.duration", "s", "How long calls of local stores took, with their second attempts, by store, operation and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBoundaries });

    /// <summary>Sends to the servers of upstream stores.</summary>
    public static Histogram<double> SendDuration { get; } = Meter.CreateHistogram(
        "jobsgateway.upstream.duration", "s", "How long single sends to upstream servers took, by store, destination, kind of request and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBoundaries });

    /// <summary>Whether anybody wants to know of calls.</summary>
    public static bool IsCallMeasured => CallDuration.Enabled || Spans.HasListeners();

    internal static Counter<long> Resends { get; } = Meter.CreateCounter<long>(
        "jobsgateway.store.resends", "{send}", "Attempts beyond the first, by store, operation and reason.");

    internal static Counter<long> CircuitChanges { get; } = Meter.CreateCounter<long>(
        "jobsgateway.store.circuit.changes", "{change}", "Changes of circuit breakers, by store and the state they came to.");

    internal static Counter<long> Rejections { get; } = Meter.CreateCounter<long>(
        "jobsgateway.store.rejections", "{operation}", "Operations and attempts a store's limits ended, by store, operation and reason.");

    /// <summary>Whether a span that begins now belongs to a trace that is recorded. A store's call is never the root of one: the request decides whether there is a trace.</summary>
    public static bool IsTraced => Spans.HasListeners() && Activity.Current is { Recorded: true };
}

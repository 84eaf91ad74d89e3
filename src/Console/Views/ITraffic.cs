namespace JobsGateway.WebConsole.Views;

/// <summary>The requests of the last five minutes. They are recorded while somebody watches, and for five minutes after.</summary>
public interface ITraffic
{
    /// <summary>Begins to watch; nobody watches once every watcher is disposed.</summary>
    IDisposable Watch();

    /// <summary>Reads what was recorded, up to the last whole second.</summary>
    /// <param name="seconds">The length of a point in whole seconds.</param>
    /// <param name="points">How many points; together at most 300 seconds.</param>
    TrafficState Read(int seconds, int points);
}

/// <summary>What was recorded.</summary>
/// <param name="Since">When recording began.</param>
/// <param name="Times">The beginning of each point, the oldest first.</param>
/// <param name="Operations">The operations that were asked for.</param>
/// <param name="Latency">The latency of all jobs operations, by point; null where nothing was asked.</param>
/// <param name="Errors">Answers that were not a success, by outcome.</param>
/// <param name="Answering">Who answered, over all points.</param>
/// <param name="Now">The last ten seconds.</param>
public sealed record TrafficState(
    DateTimeOffset Since, IReadOnlyList<DateTimeOffset> Times, IReadOnlyList<OperationTraffic> Operations, IReadOnlyList<Latency?> Latency,
    IReadOnlyList<OutcomeTraffic> Errors, IReadOnlyList<Answering> Answering, TrafficNow Now);

/// <summary>The requests of an operation.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="PerSecond">Requests a second, by point.</param>
/// <param name="Requests">How many in all points.</param>
/// <param name="Failed">How many of them with a server's error.</param>
/// <param name="Latency">The latency over all points; null where nothing was asked.</param>
public sealed record OperationTraffic(string Operation, IReadOnlyList<double> PerSecond, long Requests, long Failed, Latency? Latency);

/// <summary>Percentiles in milliseconds, exact to about 10 %.</summary>
/// <param name="P50">Half of the requests were faster.</param>
/// <param name="P95">95 of 100 were faster.</param>
/// <param name="P99">99 of 100 were faster.</param>
public sealed record Latency(double P50, double P95, double P99);

/// <summary>Answers of one outcome.</summary>
/// <param name="Outcome">The outcome, as in the metric.</param>
/// <param name="PerSecond">Answers a second, by point.</param>
public sealed record OutcomeTraffic(string Outcome, IReadOnlyList<double> PerSecond);

/// <summary>How often a store answered an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Store">The store.</param>
/// <param name="Mode">In which way the route came to it: store, canary or fallback.</param>
/// <param name="Requests">How often.</param>
public sealed record Answering(string Operation, string Store, string Mode, long Requests);

/// <summary>The last ten seconds.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="FailedShare">The share of a server's errors, 0 to 1.</param>
/// <param name="Latency">The latency; null where nothing was asked.</param>
public sealed record TrafficNow(double PerSecond, double FailedShare, Latency? Latency);

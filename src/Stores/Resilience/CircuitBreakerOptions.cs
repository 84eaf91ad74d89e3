using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Resilience;

/// <summary>The section <c>Resilience:CircuitBreaker</c>: a store that fails too often is left alone, and the clients of its operations get 503 at once. Requests that pass through are neither counted nor stopped.</summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>Whether there is one. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The share of operations that must have failed for it to open, above 0 and up to 1. Default: 0.5.</summary>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>How many operations there must have been before the share means anything. Default: 5.</summary>
    [Range(2, 1_000_000)]
    public int MinimumThroughput { get; init; } = 5;

    /// <summary>Over how long failures are counted. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan SamplingDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it stays open before one operation is let through to see whether the store is back. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);
}

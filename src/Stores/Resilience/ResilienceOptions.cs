using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Resilience;

/// <summary>The section <c>Resilience</c> of a store: what is done when it is slow, fails, or is asked too much at once. It is of the operations of the jobs API; what passes through has no part in it.</summary>
/// <remarks>The defaults suit a quiet API that is polled: the fifth failure of a bad half minute opens the circuit, and the first good answer closes it.</remarks>
public sealed record ResilienceOptions
{
    /// <summary>The most time an operation may take, attempts and pauses together. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most time one attempt of a fetch may take; below <see cref="TotalTimeout"/>. A retry has one attempt and all the time. Default: 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a fetch is sent again. A retry never is.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>When the store is left alone for a while.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; init; } = new();

    /// <summary>How many operations may be under way at once.</summary>
    public ConcurrencyOptions Concurrency { get; init; } = new();

    /// <summary>Whether a fetch that is slow is asked for a second time meanwhile.</summary>
    public HedgingOptions Hedging { get; init; } = new();
}

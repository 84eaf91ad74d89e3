using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace JobsGateway.Stores.Resilience;

/// <summary>Polly's strategies as the options say, for local and upstream stores alike. What counts as a failure is each kind's own.</summary>
public static class Strategies
{
    /// <summary>The limit of operations under way; a name in metrics and logs, as the others here.</summary>
    public const string Concurrency = "Concurrency";

    /// <summary>The circuit breaker.</summary>
    public const string CircuitBreaker = "CircuitBreaker";

    /// <summary>The time-out of an operation as a whole.</summary>
    public const string TotalTimeout = "TotalTimeout";

    /// <summary>Sending again.</summary>
    public const string Retry = "Retry";

    /// <summary>The time-out of one attempt.</summary>
    public const string AttemptTimeout = "AttemptTimeout";

    /// <summary>A circuit breaker; what it handles is to be set.</summary>
    public static CircuitBreakerStrategyOptions<T> Breaker<T>(CircuitBreakerOptions options, CircuitBreakerStateProvider state) => new()
    {
        Name = CircuitBreaker,
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.SamplingDuration,
        BreakDuration = options.BreakDuration,
        StateProvider = state,
    };

    /// <summary>Sending again after a pause that doubles, with jitter; what it handles is to be set.</summary>
    public static RetryStrategyOptions<T> Again<T>(RetryOptions options, int attempts) => new()
    {
        Name = Retry,
        MaxRetryAttempts = attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Delay,
        MaxDelay = options.MaxDelay,
    };
}

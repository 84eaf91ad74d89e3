using System.Globalization;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace JobsGateway.Stores.Resilience;

/// <summary>Why an operation was not answered by its store, in an operator's words, and when it is worth asking again.</summary>
internal readonly record struct Rejection(string Reason, TimeSpan? RetryAfter)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static Rejection Of(ExecutionRejectedException exception, Call call, ResilienceOptions options, Circuit? circuit) => exception switch
    {
        BrokenCircuitException when circuit!.State.CircuitState == CircuitState.HalfOpen =>
            new("The circuit is half open after failures: one operation is under way to see whether the store is back.", Soon),
        BrokenCircuitException { RetryAfter: { } left } when left > TimeSpan.Zero =>
            new($"The circuit is open after failures; the store is tried again in {Seconds(left)} s.", left),
        BrokenCircuitException => new("The circuit is open after failures; the store is tried again with the next operation.", Soon),
        RateLimiterRejectedException => new(
            $"There are {options.Concurrency.Limit} operations under way (Concurrency:Limit) and {options.Concurrency.Queue} waiting (Concurrency:Queue), the most allowed.", Soon),
        TimeoutRejectedException e when call.IsWrite => new(
            $"There was no answer within {e.Timeout:c} ({e.TelemetrySource?.StrategyName}). It is not known whether the retry was made: look at the job before it is retried again.",
            Soon),
        TimeoutRejectedException e => new($"There was no answer within {e.Timeout:c} ({e.TelemetrySource?.StrategyName}).", Soon),
        _ => new(exception.Message, Soon),
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}

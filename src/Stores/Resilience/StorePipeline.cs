using Microsoft.Extensions.Logging;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace JobsGateway.Stores.Resilience;

/// <summary>Composes the pipeline of a local store. Its result is why a call failed, null where it did not; the outcome itself stays with the <see cref="Call"/>.</summary>
/// <remarks>One result type for all operations, so that all share one circuit, and so that what is logged of an outcome is the reason and never a job.</remarks>
internal static class StorePipeline
{
    public const string Concurrency = "Concurrency";
    public const string TotalTimeout = "TotalTimeout";
    public const string Retry = "Retry";
    public const string AttemptTimeout = "AttemptTimeout";

    public static ResiliencePipeline<string?> Create(
        string store, ResilienceOptions options, Permits permits, Circuit? circuit, TimeProvider clock, ILoggerFactory loggers)
    {
        var builder = new ResiliencePipelineBuilder<string?> { Name = store, TimeProvider = clock }
            .ConfigureTelemetry(ResilienceTelemetry.Options(loggers))
            .AddRateLimiter(new RateLimiterStrategyOptions { Name = Concurrency, RateLimiter = args => TakeAsync(permits, args.Context) });
        if (circuit is not null)
            builder.AddPipeline(circuit.Pipeline);
        builder.AddTimeout(new TimeoutStrategyOptions { Name = TotalTimeout, Timeout = options.TotalTimeout });
        // Polly has no strategy for no retries.
        if (options.Retry.MaxAttempts > 1)
            builder.AddRetry(RetryStrategy(options.Retry));
        return builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                Name = AttemptTimeout,
                TimeoutGenerator = args => new(Call.Of(args.Context).IsRepeatable ? options.AttemptTimeout : Timeout.InfiniteTimeSpan),
            })
            .Build();
    }

    private static RetryStrategyOptions<string?> RetryStrategy(RetryOptions options) => new()
    {
        Name = Retry,
        MaxRetryAttempts = options.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Delay,
        MaxDelay = options.MaxDelay,
        // Other exceptions are bugs, and would come again.
        ShouldHandle = static args => new(
            Call.Of(args.Context).IsRepeatable && (args.Outcome.Exception is TimeoutRejectedException || args.Outcome is { Exception: null, Result: not null })),
    };

    private static ValueTask<System.Threading.RateLimiting.RateLimitLease> TakeAsync(Permits permits, ResilienceContext context)
    {
        var call = Call.Of(context);
        if (!call.HasPermit)
            return permits.TakeAsync(context.CancellationToken);
        call.HasPermit = false;
        return ValueTask.FromResult(permits.Handover());
    }
}

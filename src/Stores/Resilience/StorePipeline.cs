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
    public static ResiliencePipeline<string?> Create(
        string store, ResilienceOptions options, Permits permits, Circuit? circuit, TimeProvider clock, ILoggerFactory loggers)
    {
        var builder = new ResiliencePipelineBuilder<string?> { Name = store, TimeProvider = clock }
            .ConfigureTelemetry(ResilienceTelemetry.Options(loggers))
            .AddRateLimiter(new RateLimiterStrategyOptions { Name = Strategies.Concurrency, RateLimiter = args => TakeAsync(permits, args.Context) });
        if (circuit is not null)
            builder.AddPipeline(circuit.Pipeline);
        builder.AddTimeout(new TimeoutStrategyOptions { Name = Strategies.TotalTimeout, Timeout = options.TotalTimeout });
        // Polly has no strategy for no retries.
        if (options.Retry.MaxAttempts > 1)
            builder.AddRetry(RetryStrategy(options.Retry));
        return builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                Name = Strategies.AttemptTimeout,
                TimeoutGenerator = args => new(Call.Of(args.Context).IsRepeatable ? options.AttemptTimeout : Timeout.InfiniteTimeSpan),
            })
            .Build();
    }

    private static RetryStrategyOptions<string?> RetryStrategy(RetryOptions options)
    {
        var again = Strategies.Again<string?>(options, options.MaxAttempts);
        // Other exceptions are bugs, and would come again.
        again.ShouldHandle = static args => new(
            Call.Of(args.Context).IsRepeatable && (args.Outcome.Exception is TimeoutRejectedException || args.Outcome is { Exception: null, Result: not null }));
        return again;
    }

    private static ValueTask<System.Threading.RateLimiting.RateLimitLease> TakeAsync(Permits permits, ResilienceContext context)
    {
        var call = Call.Of(context);
        if (!call.HasPermit)
            return permits.TakeAsync(context.CancellationToken);
        call.HasPermit = false;
        return ValueTask.FromResult(permits.Handover());
    }
}

using System.Threading.RateLimiting;
using JobsGateway.Stores.Resilience;
using Polly;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>The concurrency limit that the pipelines of a store share.</summary>
internal sealed class RateLimitedPart(ConcurrencyOptions options) : IAsyncDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Limit,
        QueueLimit = options.Queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public ResiliencePipelineBuilder<HttpResponseMessage> AddTo(ResiliencePipelineBuilder<HttpResponseMessage> builder) => builder.AddRateLimiter(
        new Polly.RateLimiting.RateLimiterStrategyOptions { Name = "Concurrency", RateLimiter = args => _limiter.AcquireAsync(1, args.Context.CancellationToken) });

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}

using System.Threading.RateLimiting;
using JobsGateway.Stores.Resilience;
using Polly;
using Polly.RateLimiting;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>The concurrency limit that the pipelines of a store share.</summary>
/// <param name="options">The limit.</param>
/// <param name="longest">How long a request may wait in the queue: it has its whole time still to come.</param>
/// <param name="clock">Measures that.</param>
internal sealed class RateLimitedPart(ConcurrencyOptions options, TimeSpan longest, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Limit,
        QueueLimit = options.Queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public ResiliencePipelineBuilder<HttpResponseMessage> AddTo(ResiliencePipelineBuilder<HttpResponseMessage> builder) => builder.AddRateLimiter(
        new RateLimiterStrategyOptions { Name = "Concurrency", RateLimiter = args => EnterAsync(args.Context.CancellationToken) });

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    private ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) =>
        options.Queue == 0 ? _limiter.AcquireAsync(1, cancellationToken) : QueueAsync(cancellationToken);

    private async ValueTask<RateLimitLease> QueueAsync(CancellationToken cancellationToken)
    {
        var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return lease;
        using var late = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await _limiter.AcquireAsync(1, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return lease; // Not acquired: the request is turned away as one that finds the queue full.
        }
    }
}

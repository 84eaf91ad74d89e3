using JobsGateway.Stores.Resilience;
using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Forwarding;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>The store's Polly pipeline.</summary>
/// <remarks>
/// From the outside in: concurrency limit, circuit breaker, total time-out, sending again, hedging, time-out of an attempt. The breaker sees what a client
/// sees: an upstream whose second attempts succeed works. Only fetches are sent again, hedged and timed by attempt. What passes through has none of it: a
/// stream may last, and requests that anybody can send, without a token, must not be able to close the way of the jobs.
/// </remarks>
internal sealed class UpstreamPipeline
{
    /// <summary>The request in the context of an execution.</summary>
    public static readonly ResiliencePropertyKey<ForwardedRequest> Request = new("JobsGateway.Request");

    private readonly ResilienceOptions _options;
    private readonly UpstreamCluster _cluster;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly HedgeBudget _budget;
    private readonly ResiliencePipeline<HttpResponseMessage> _operations, _passThrough;

    public UpstreamPipeline(string store, ResilienceOptions options, UpstreamCluster cluster, TimeProvider clock, ILoggerFactory loggers)
    {
        Clock = clock;
        _options = options;
        _cluster = cluster;
        _budget = new HedgeBudget(options.Hedging.MaxExtraLoad);
        _operations = Operations(Builder(store, clock, loggers));
        _passThrough = PassThrough(Builder(store, clock, loggers));
    }

    public TimeProvider Clock { get; }

    public CircuitState CircuitState => _options.CircuitBreaker.Enabled ? _circuit.CircuitState : CircuitState.Closed;

    /// <summary>The way of a request of this kind.</summary>
    public ResiliencePipeline<HttpResponseMessage> For(ForwardKind kind)
    {
        if (kind == ForwardKind.Fetch && _options.Hedging.Enabled)
            _budget.Earn();
        return kind == ForwardKind.PassThrough ? _passThrough : _operations;
    }

    private static ResiliencePipelineBuilder<HttpResponseMessage> Builder(string store, TimeProvider clock, ILoggerFactory loggers) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { Name = store, TimeProvider = clock }.ConfigureTelemetry(ResilienceTelemetry.Options(loggers));

    private ResiliencePipeline<HttpResponseMessage> Operations(ResiliencePipelineBuilder<HttpResponseMessage> builder)
    {
        var permits = new Permits(_options.Concurrency, _options.TotalTimeout, Clock);
        builder.AddRateLimiter(new RateLimiterStrategyOptions { Name = Strategies.Concurrency, RateLimiter = args => permits.TakeAsync(args.Context.CancellationToken) });
        if (_options.CircuitBreaker.Enabled)
            builder.AddCircuitBreaker(Breaker());
        builder.AddTimeout(new TimeoutStrategyOptions { Name = Strategies.TotalTimeout, Timeout = _options.TotalTimeout });
        // Polly has no strategy for no second attempt.
        if (Math.Max(_options.Retry.MaxAttempts, _cluster.Count) > 1)
            builder.AddRetry(Again());
        if (_options.Hedging.Enabled)
            builder.AddHedging(Hedge());
        return builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                Name = Strategies.AttemptTimeout,
                TimeoutGenerator = args => new(RequestOf(args.Context).Kind == ForwardKind.Fetch ? _options.AttemptTimeout : Timeout.InfiniteTimeSpan),
            })
            .Build();
    }

    private ResiliencePipeline<HttpResponseMessage> PassThrough(ResiliencePipelineBuilder<HttpResponseMessage> builder) => _cluster.Count == 1
        ? ResiliencePipeline<HttpResponseMessage>.Empty
        : builder.AddRetry(Again()).Build();

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker()
    {
        var breaker = Strategies.Breaker<HttpResponseMessage>(_options.CircuitBreaker, _circuit);
        breaker.ShouldHandle = args => new(
            Failure.IsTransient(args.Outcome.Exception, args.Outcome.Result)
            // The client of the one request that was let through has left. To Polly what is no failure is a success: it would close.
            || (args.Outcome.Exception is not null && _circuit.CircuitState == CircuitState.HalfOpen));
        return breaker;
    }

    private RetryStrategyOptions<HttpResponseMessage> Again()
    {
        var again = Strategies.Again<HttpResponseMessage>(_options.Retry, Math.Max(_options.Retry.MaxAttempts, _cluster.Count));
        again.ShouldHandle = args => new(RequestOf(args.Context).Kind == ForwardKind.Fetch
            ? args.AttemptNumber < _options.Retry.MaxAttempts - 1 && ShouldSendAgain(args.Outcome, args.Context)
            // What could not be connected has not been sent: it may go elsewhere, whatever it is.
            : Failure.IsNotSent(args.Outcome.Exception) && _cluster.HasOther(RequestOf(args.Context).Tried));
        again.DelayGenerator = args => new(Pause(args.Outcome, args.Context));
        return again;
    }

    private bool ShouldSendAgain(Outcome<HttpResponseMessage> outcome, ResilienceContext context)
    {
        if (!Failure.IsTransient(outcome.Exception, outcome.Result))
            return false;
        // A pause the upstream asks for and that is not to be had: its answer is the client's then.
        var pause = Pause(outcome, context) ?? TimeSpan.Zero;
        return pause <= _options.Retry.MaxDelay && Clock.GetElapsedTime(RequestOf(context).Started) + pause < _options.TotalTimeout;
    }

    // Null: the backoff decides. What one destination asks for does not keep the request from another.
    private TimeSpan? Pause(Outcome<HttpResponseMessage> outcome, ResilienceContext context) =>
        _cluster.HasOther(RequestOf(context).Tried) ? TimeSpan.Zero : Failure.RetryAfter(outcome.Result, Clock);

    // Only slowness is hedged; a failure is the retry strategy's, once the other attempt has ended too.
    private HedgingStrategyOptions<HttpResponseMessage> Hedge() => new()
    {
        Name = "Hedging",
        MaxHedgedAttempts = 1,
        Delay = _options.Hedging.Delay,
        ShouldHandle = static args => new(Failure.IsTransient(args.Outcome.Exception, args.Outcome.Result) && RequestOf(args.Context).IsUnderWay),
        ActionGenerator = args => RequestOf(args.PrimaryContext).Kind == ForwardKind.Fetch && _budget.TrySpend() ? () => args.Callback(args.ActionContext) : null,
    };

    private static ForwardedRequest RequestOf(ResilienceContext context) => context.Properties.GetValue(Request, null!);
}

using JobsGateway.Stores.Resilience;
using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Forwarding;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>The store's Polly pipelines, one for each kind of request. They share the circuit breaker and the concurrency limit.</summary>
/// <remarks>
/// From the outside in: concurrency limit, circuit breaker, total time-out, sending again, hedging, time-out of an attempt. The breaker sees what a client
/// sees: an upstream whose second attempts succeed works.
/// </remarks>
internal sealed class StorePipelines : IAsyncDisposable
{
    /// <summary>The request in the context of an execution.</summary>
    public static readonly ResiliencePropertyKey<ForwardedRequest> Request = new("JobsGateway.Request");

    private readonly ResilienceOptions _options;
    private readonly UpstreamCluster _cluster;
    private readonly RateLimitedPart _limit;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly HedgeBudget _budget;
    private readonly ResiliencePipeline<HttpResponseMessage> _fetch, _once, _stream;

    public StorePipelines(string store, ResilienceOptions options, UpstreamCluster cluster, TimeProvider clock, ILoggerFactory loggers)
    {
        Clock = clock;
        _options = options;
        _cluster = cluster;
        _budget = new HedgeBudget(options.Hedging.MaxExtraLoad);
        _limit = new RateLimitedPart(options.Concurrency, options.TotalTimeout, clock);
        var telemetry = ResilienceTelemetry.Options(loggers);
        ResiliencePipelineBuilder<HttpResponseMessage> Builder(string kind) =>
            new ResiliencePipelineBuilder<HttpResponseMessage> { Name = store, InstanceName = kind, TimeProvider = clock }.ConfigureTelemetry(telemetry);

        var breaker = Builder("shared");
        if (options.CircuitBreaker.Enabled)
            breaker.AddCircuitBreaker(Breaker());
        var shared = breaker.Build();

        var fetch = _limit.AddTo(Builder(nameof(ForwardKind.Fetch))).AddPipeline(shared).AddTimeout(Total());
        if (options.Retry.MaxAttempts > 1)
            fetch.AddRetry(Again());
        if (options.Hedging.Enabled)
            fetch.AddHedging(Hedge());
        _fetch = fetch.AddTimeout(new TimeoutStrategyOptions { Name = "AttemptTimeout", Timeout = options.AttemptTimeout }).Build();
        _once = Elsewhere(_limit.AddTo(Builder("Once")).AddPipeline(shared).AddTimeout(Total())).Build();
        _stream = Elsewhere(Builder(nameof(ForwardKind.PassThrough)).AddPipeline(shared)).Build();
    }

    public TimeProvider Clock { get; }

    public CircuitState CircuitState => _options.CircuitBreaker.Enabled ? _circuit.CircuitState : CircuitState.Closed;

    public ResiliencePipeline<HttpResponseMessage> For(ForwardKind kind)
    {
        switch (kind)
        {
            case ForwardKind.Fetch:
                if (_options.Hedging.Enabled)
                    _budget.Earn();
                return _fetch;
            case ForwardKind.PassThrough:
                return _stream;
            default:
                return _once;
        }
    }

    public ValueTask DisposeAsync() => _limit.DisposeAsync();

    private TimeoutStrategyOptions Total() => new() { Name = "TotalTimeout", Timeout = _options.TotalTimeout };

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker() => new()
    {
        Name = "CircuitBreaker",
        FailureRatio = _options.CircuitBreaker.FailureRatio,
        MinimumThroughput = _options.CircuitBreaker.MinimumThroughput,
        SamplingDuration = _options.CircuitBreaker.SamplingDuration,
        BreakDuration = _options.CircuitBreaker.BreakDuration,
        StateProvider = _circuit,
        // Of other paths than the operations only the connection is judged: a 503 of one of them says nothing about the jobs.
        ShouldHandle = args => new(
            Failure.IsTransport(args.Outcome.Exception)
            || (Failure.IsGateway(args.Outcome.Result) && RequestOf(args.Context).Kind != ForwardKind.PassThrough)
            // The client of the one request that was let through has left. To Polly what is no failure is a success: it would close.
            || (args.Outcome.Exception is not null && _circuit.CircuitState == CircuitState.HalfOpen)),
    };

    private RetryStrategyOptions<HttpResponseMessage> Again() => new()
    {
        Name = "Retry",
        MaxRetryAttempts = _options.Retry.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.Retry.Delay,
        MaxDelay = _options.Retry.MaxDelay,
        ShouldHandle = args => new(ShouldSendAgain(args.Outcome, args.Context)),
        DelayGenerator = args => new(Pause(args.Outcome, args.Context)),
    };

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

    // What could not be connected has not been sent: it may go elsewhere, whatever it is.
    private ResiliencePipelineBuilder<HttpResponseMessage> Elsewhere(ResiliencePipelineBuilder<HttpResponseMessage> builder) => _cluster.Count == 1
        ? builder
        : builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            Name = "OtherDestination",
            MaxRetryAttempts = _cluster.Count - 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = args => new(Failure.IsNotSent(args.Outcome.Exception) && _cluster.HasOther(RequestOf(args.Context).Tried)),
        });

    // Only slowness is hedged; a failure is the retry strategy's, once the other attempt has ended too.
    private HedgingStrategyOptions<HttpResponseMessage> Hedge() => new()
    {
        Name = "Hedging",
        MaxHedgedAttempts = 1,
        Delay = _options.Hedging.Delay,
        ShouldHandle = static args => new(Failure.IsTransient(args.Outcome.Exception, args.Outcome.Result) && RequestOf(args.Context).IsUnderWay),
        ActionGenerator = args => _budget.TrySpend() ? () => args.Callback(args.ActionContext) : null,
    };

    private static ForwardedRequest RequestOf(ResilienceContext context) => context.Properties.GetValue(Request, null!);
}

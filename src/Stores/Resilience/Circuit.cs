using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace JobsGateway.Stores.Resilience;

/// <summary>The circuit breaker of a store: part of its pipeline, and open to be told of a good answer that came without the pipeline.</summary>
internal sealed class Circuit
{
    private Circuit(ResiliencePipeline<string?> pipeline, CircuitBreakerStateProvider state) => (Pipeline, State) = (pipeline, state);

    public CircuitBreakerStateProvider State { get; }

    public ResiliencePipeline<string?> Pipeline { get; }

    public bool IsClosed => State.CircuitState == CircuitState.Closed;

    /// <summary>Makes one; null where it is turned off.</summary>
    public static Circuit? Create(string store, CircuitBreakerOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        if (!options.Enabled)
            return null;
        var state = new CircuitBreakerStateProvider();
        var breaker = Strategies.Breaker<string?>(options, state);
        breaker.ShouldHandle = args => new(IsFailure(args.Outcome) && !(IsGone(args.Context) && state.CircuitState != CircuitState.HalfOpen));
        var builder = new ResiliencePipelineBuilder<string?> { Name = store, TimeProvider = clock }
            .AddCircuitBreaker(breaker)
            .ConfigureTelemetry(ResilienceTelemetry.Options(loggers));
        // It runs inside the store's pipeline, which reports itself.
        builder.TelemetryListener = new StrategyEventsOnly(builder.TelemetryListener!);
        return new Circuit(builder.Build(), state);
    }

    /// <summary>Counts a good answer.</summary>
    public void CountSuccess()
    {
        var context = ResilienceContextPool.Shared.Get();
        var counted = Pipeline.ExecuteOutcomeAsync(static (_, _) => ValueTask.FromResult(Polly.Outcome.FromResult<string?>(null)), context, 0);
        // Without callbacks on its changes of state the breaker has nothing to wait for.
        if (counted.IsCompleted)
            ResilienceContextPool.Shared.Return(context);
    }

    private static bool IsFailure(Outcome<string?> outcome) => outcome.Exception is not null || outcome.Result is not null;

    // What comes of a call whose client has gone says nothing about the store, and is no failure (Polly knows no third way: it adds to the calls). Only where the
    // call was the one that tries a broken store again must something be decided, as the circuit would stay half open for ever: it opens for another while.
    // Polly's own default would close it.
    private static bool IsGone(ResilienceContext context) => context.CancellationToken.IsCancellationRequested;
}

using Polly.Telemetry;

namespace JobsGateway.Stores.Resilience.Telemetry;

/// <summary>Counts what pipelines do about failures. What Polly's own meter shows beside that is left to who asks for it (<c>Telemetry:Meters</c>).</summary>
internal sealed class ResilienceMetrics : TelemetryListener
{
    public static ResilienceMetrics Instance { get; } = new();

    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        if (typeof(TArgs) == typeof(PipelineExecutingArguments) || typeof(TArgs) == typeof(PipelineExecutedArguments) || typeof(TArgs) == typeof(ExecutionAttemptArguments))
            return; // At every operation; the rest is rare.
        Count(args.Event.EventName, args.Source.StrategyName, args.Source.PipelineName, args.Context.OperationKey);
    }

    private static void Count(string happened, string? strategy, string? store, string? operation)
    {
        switch (happened)
        {
            case "OnRetry":
                StoreTelemetry.Resends.Add(1, new("store", store), new("operation", operation), new("reason", "failure"));
                break;
            case "OnHedging":
                StoreTelemetry.Resends.Add(1, new("store", store), new("operation", operation), new("reason", "slow"));
                break;
            case "OnCircuitOpened":
                StoreTelemetry.CircuitChanges.Add(1, new("store", store), new("state", "open"));
                break;
            case "OnCircuitHalfOpened":
                StoreTelemetry.CircuitChanges.Add(1, new("store", store), new("state", "half_open"));
                break;
            case "OnCircuitClosed":
                StoreTelemetry.CircuitChanges.Add(1, new("store", store), new("state", "closed"));
                break;
            case "OnRateLimiterRejected":
                StoreTelemetry.Rejections.Add(1, new("store", store), new("operation", operation), new("reason", "concurrency"));
                break;
            case "OnTimeout":
                StoreTelemetry.Rejections.Add(1, new("store", store), new("operation", operation), new("reason", strategy == Strategies.AttemptTimeout ? "attempt_timeout" : "total_timeout"));
                break;
        }
    }
}

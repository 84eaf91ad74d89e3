using Polly.Telemetry;

namespace JobsGateway.Stores.Resilience;

/// <summary>Passes on what strategies report, and not that a pipeline ran: for a pipeline inside another, whose runs would be counted twice.</summary>
internal sealed class StrategyEventsOnly(TelemetryListener listener) : TelemetryListener
{
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        if (typeof(TArgs) != typeof(PipelineExecutingArguments) && typeof(TArgs) != typeof(PipelineExecutedArguments))
            listener.Write(in args);
    }
}

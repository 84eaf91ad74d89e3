using JobsGateway.Stores.Resilience.Telemetry;
using Microsoft.Extensions.Logging;
using Polly.Telemetry;

namespace JobsGateway.Stores.Resilience;

/// <summary>What pipelines report, and how loud.</summary>
public static class ResilienceTelemetry
{
    /// <summary>Options for <c>ConfigureTelemetry</c>: what one request meets is <c>Debug</c>, what concerns the store is louder.</summary>
    public static TelemetryOptions Options(ILoggerFactory loggers) => new() { LoggerFactory = loggers, SeverityProvider = Severity, TelemetryListeners = { ResilienceMetrics.Instance } };

    // A store that is down would otherwise write several lines for every request; the circuit's one says it.
    private static ResilienceEventSeverity Severity(SeverityProviderArguments args) => args.Event.EventName switch
    {
        "OnCircuitOpened" => ResilienceEventSeverity.Error,
        "OnCircuitHalfOpened" or "OnCircuitClosed" => ResilienceEventSeverity.Information,
        _ => ResilienceEventSeverity.Debug,
    };
}

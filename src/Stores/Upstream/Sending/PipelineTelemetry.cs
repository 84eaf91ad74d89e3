using Microsoft.Extensions.Logging;
using Polly.Telemetry;

namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>Polly's own telemetry: metrics of its meter <c>Polly</c>, and logs of what changes for all requests.</summary>
internal static class PipelineTelemetry
{
    public static TelemetryOptions Options(ILoggerFactory loggers) => new()
    {
        LoggerFactory = loggers,
        // What befalls one request is counted, not told: a server that is down would be told a thousand times a second.
        SeverityProvider = static args => args.Event.EventName switch
        {
            "OnCircuitOpened" => ResilienceEventSeverity.Error,
            "OnCircuitClosed" or "OnCircuitHalfOpened" => ResilienceEventSeverity.Information,
            _ => ResilienceEventSeverity.Debug,
        },
    };
}

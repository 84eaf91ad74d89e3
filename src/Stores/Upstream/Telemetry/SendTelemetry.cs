using System.Diagnostics;
using JobsGateway.Stores.Resilience.Telemetry;
using JobsGateway.Stores.Upstream.Clusters;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Stores.Upstream.Telemetry;

/// <summary>Measures and traces sends to a store's destinations: each attempt is one.</summary>
internal sealed class SendTelemetry(string store, TimeProvider clock)
{
    /// <summary>Begins to measure; costs next to nothing while nobody listens.</summary>
    public MeasuredSend Begin(ForwardKind kind, Destination destination)
    {
        var isMeasured = StoreTelemetry.SendDuration.Enabled;
        if (!StoreTelemetry.IsTraced)
            return isMeasured ? new MeasuredSend(this, kind, destination, null, clock.GetTimestamp()) : default;
        var span = StoreTelemetry.Spans.StartActivity($"send {KindNames.Of(kind)}", ActivityKind.Client);
        span?.SetTag("store", store).SetTag("destination", destination.State.DestinationId);
        return new MeasuredSend(this, kind, destination, span, clock.GetTimestamp());
    }

    public void Record(ForwardKind kind, Destination destination, string outcome, long start) => StoreTelemetry.SendDuration.Record(
        clock.GetElapsedTime(start).TotalSeconds,
        new("store", store), new("destination", destination.State.DestinationId), new("kind", KindNames.Of(kind)), new("outcome", outcome));
}

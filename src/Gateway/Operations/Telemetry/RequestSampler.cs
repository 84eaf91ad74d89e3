using System.Diagnostics;
using OpenTelemetry.Trace;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>Records what belongs to a recorded trace. A trace begins with a request, chosen by <see cref="RequestSpans"/>, or with what another source serves; never with a call of this process.</summary>
/// <param name="ratio">The share of the traces of other sources.</param>
internal sealed class RequestSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler _others = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        var parent = parameters.ParentContext;
        if (parent.TraceId != default)
            return new(parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
        if (RequestSpans.IsChosen(parameters.Tags))
            return new(true);
        return parameters.Kind is ActivityKind.Server or ActivityKind.Consumer ? _others.ShouldSample(parameters) : new(false);
    }
}

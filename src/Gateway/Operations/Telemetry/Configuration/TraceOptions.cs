using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Operations.Telemetry.Configuration;

/// <summary>Which requests are traced.</summary>
internal sealed record TraceOptions
{
    /// <summary>Whether traces are sent where an OTLP endpoint is set. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The share of requests that begin a trace of their own, from 0 to 1. One that comes with a `traceparent` is traced where that says so.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; init; } = 0.01;
}

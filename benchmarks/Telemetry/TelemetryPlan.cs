using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Telemetry;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each side is measured.</param>
/// <param name="Connections">Connections kept open.</param>
/// <param name="SampleRatio">The share of requests that are traced.</param>
internal sealed record TelemetryPlan(int Seconds, int Rounds, int Connections, double SampleRatio) : Plan(Seconds, Rounds, Connections);

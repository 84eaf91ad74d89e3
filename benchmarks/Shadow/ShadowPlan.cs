using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Shadow;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each side is measured.</param>
/// <param name="Connections">Connections kept open.</param>
/// <param name="Rate">Requests a second at which latency is measured.</param>
/// <param name="StudioMilliseconds">How long the upstream server takes to answer.</param>
internal sealed record ShadowPlan(int Seconds, int Rounds, int Connections, int Rate, int StudioMilliseconds) : Plan(Seconds, Rounds, Connections);

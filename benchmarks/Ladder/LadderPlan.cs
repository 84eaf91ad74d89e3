using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each rung is measured.</param>
/// <param name="Connections">Connections kept open.</param>
/// <param name="Warmup">Seconds of full load before a measurement.</param>
/// <param name="Rate">Requests a second at which added latency is measured.</param>
internal sealed record LadderPlan(int Seconds, int Rounds, int Connections, int Warmup, int Rate) : Plan(Seconds, Rounds, Connections);

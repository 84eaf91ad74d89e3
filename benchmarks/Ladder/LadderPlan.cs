using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each rung is measured.</param>
/// <param name="Connections">Connections kept open.</param>
/// <param name="Rate">Requests a second at which added latency is measured.</param>
internal sealed record LadderPlan(int Seconds, int Rounds, int Connections, int Rate) : Plan(Seconds, Rounds, Connections);

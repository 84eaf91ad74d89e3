using JobsGateway.Benchmarks.Common;

namespace JobsGateway.SpeedSqlServer;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each side is measured.</param>
/// <param name="Connections">Connections kept open.</param>
/// <param name="Jobs">Jobs that are imported.</param>
internal sealed record SpeedPlan(int Seconds, int Rounds, int Connections, int Jobs) : Plan(Seconds, Rounds, Connections);

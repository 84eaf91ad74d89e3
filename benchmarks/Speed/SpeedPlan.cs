using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Speed;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each side is measured.</param>
/// <param name="Connections">Connections kept open.</param>
/// <param name="Jobs">Jobs in the large store.</param>
internal sealed record SpeedPlan(int Seconds, int Rounds, int Connections, int Jobs) : Plan(Seconds, Rounds, Connections);

/// <summary>The two stores the fetches are measured on.</summary>
internal sealed record ImportedStores(string Small, string Large);

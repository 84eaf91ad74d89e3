using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Startup;

/// <summary>What is measured, and how much.</summary>
/// <param name="Program">The published gateway.</param>
/// <param name="Seconds">Seconds of load.</param>
/// <param name="Rounds">How often it is started.</param>
/// <param name="Connections">Connections of the load.</param>
internal sealed record StartupPlan(string Program, int Seconds, int Rounds, int Connections) : Plan(Seconds, Rounds, Connections);

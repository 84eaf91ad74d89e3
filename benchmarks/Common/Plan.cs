namespace JobsGateway.Benchmarks.Common;

/// <summary>How much is measured.</summary>
/// <param name="Seconds">Seconds a measurement runs.</param>
/// <param name="Rounds">How often each side is measured.</param>
/// <param name="Connections">Connections kept open.</param>
public record Plan(int Seconds, int Rounds, int Connections);

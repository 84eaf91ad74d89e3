namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>Whether the configuration as it stands is the one in force.</summary>
/// <param name="Refused">Why the changed configuration is not in force; empty where it is.</param>
/// <param name="Since">When that was found out.</param>
internal sealed record ConfigurationState(IReadOnlyList<ConfigurationError> Refused, DateTimeOffset Since);

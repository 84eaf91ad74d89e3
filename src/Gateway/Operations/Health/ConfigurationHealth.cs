using JobsGateway.Gateway.Operations.Reload;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsGateway.Gateway.Operations.Health;

/// <summary>Degraded while the configuration as it stands is not the one in force. The reasons are in the log: they may quote what nobody but the operator should see.</summary>
internal sealed class ConfigurationHealth(ConfigurationReload reload) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = reload.State;
        return Task.FromResult(state.Refused.Count == 0
            ? HealthCheckResult.Healthy($"in force since {state.Since:O}")
            : HealthCheckResult.Degraded($"changed at {state.Since:O} and refused ({state.Refused.Count} errors, see the log); the one before is in force"));
    }
}

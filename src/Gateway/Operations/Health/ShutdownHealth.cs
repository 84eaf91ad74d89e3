using JobsGateway.Gateway.Operations.Shutdown;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsGateway.Gateway.Operations.Health;

/// <summary>Unhealthy from the moment the gateway is asked to end, while it still answers: load balancers send their requests elsewhere then.</summary>
internal sealed class ShutdownHealth(GracefulShutdown shutdown) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(shutdown.HasBegun ? HealthCheckResult.Unhealthy("the gateway is ending") : HealthCheckResult.Healthy());
}

using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsGateway.Gateway.Operations.Health;

/// <summary>Degraded while a store is left alone because it failed too often. Not unhealthy: another gateway would fare no better with it.</summary>
internal sealed class StoresHealth(RoutePlanSource routes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var open = routes.Current.Stores.All.Where(store => !store.IsAnswering).Select(store => store.Name).ToList();
        return Task.FromResult(open.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"the circuit is open: {string.Join(", ", open)}"));
    }
}

using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsGateway.Gateway.Operations.Health;

/// <summary>
/// Unhealthy while a store is not open: another gateway may have reached it. Degraded while a store is left alone because it failed too often: another
/// gateway would fare no better with it. Names only; the reasons are in the log.
/// </summary>
internal sealed class StoresHealth(RoutePlanSource routes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stores = routes.Current.Stores.All;
        string[] unopened =
        [
            .. Told("not open yet", stores.Where(store => store.Opening == StoreOpening.Trying)),
            .. Told("can't be opened (see the log)", stores.Where(store => store.Opening == StoreOpening.Wrong)),
        ];
        string[] broken = [.. Told("the circuit is open", stores.Where(store => !store.IsAnswering))];
        return Task.FromResult(
            unopened.Length > 0 ? HealthCheckResult.Unhealthy(string.Join("; ", [.. unopened, .. broken]))
            : broken.Length > 0 ? HealthCheckResult.Degraded(broken[0])
            : HealthCheckResult.Healthy());
    }

    private static IEnumerable<string> Told(string what, IEnumerable<ConfiguredStore> stores)
    {
        var names = string.Join(", ", stores.Select(store => store.Name));
        if (names.Length > 0)
            yield return $"{what}: {names}";
    }
}

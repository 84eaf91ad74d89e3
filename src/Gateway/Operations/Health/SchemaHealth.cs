using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Schema;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsGateway.Gateway.Operations.Health;

/// <summary>
/// Whether the schema of each open store is still this program's. Unhealthy where its tables are gone or older: nothing works there. Degraded where it is
/// newer, as while gateways are replaced one after the other: this one goes on, and can't be started again. Stores are asked now and then, and no answer
/// waits long for one: a database that is away is told of by its circuit.
/// </summary>
internal sealed class SchemaHealth(RoutePlanSource routes, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _asking;
    private long _askedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Latest().WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Degraded("a store takes long to tell its schema");
        }
    }

    // One question at a time, however many ask: it is not the probe that waits for it.
    private Task<HealthCheckResult> Latest()
    {
        lock (_lock)
        {
            if (_asking is null || (_asking.IsCompleted && clock.GetElapsedTime(_askedAt) >= Freshness))
                (_asking, _askedAt) = (AskAsync(routes.Current.Stores.All), clock.GetTimestamp());
            return _asking;
        }
    }

    private static async Task<HealthCheckResult> AskAsync(IEnumerable<ConfiguredStore> stores)
    {
        var states = new List<(string Text, HealthStatus Status)>();
        foreach (var store in stores.OfType<LocalStore>().Where(store => store.Opening == StoreOpening.Open))
        {
            if (store.Bare is IJobStoreSchema schema)
                states.Add(await AskAsync(store.Name, schema));
        }

        return new HealthCheckResult(states.Select(state => state.Status).DefaultIfEmpty(HealthStatus.Healthy).Min(), string.Join("; ", states.Select(state => state.Text)));
    }

    private static async Task<(string Text, HealthStatus Status)> AskAsync(string name, IJobStoreSchema schema)
    {
        try
        {
            var status = await schema.GetStatusAsync(CancellationToken.None);
            return status.State switch
            {
                SchemaState.Current => ($"{name}: version {status.Version}", HealthStatus.Healthy),
                SchemaState.Newer => ($"{name}: version {status.Version}, newer than this program's {status.Newest}; run the newer program", HealthStatus.Degraded),
                SchemaState.Older => ($"{name}: version {status.Version}, older than this program's {status.Newest}; run schema upgrade", HealthStatus.Unhealthy),
                _ => ($"{name}: its tables are gone", HealthStatus.Unhealthy),
            };
        }
        catch (JobStoreException)
        {
            return ($"{name}: can't be asked now", HealthStatus.Degraded);
        }
    }
}

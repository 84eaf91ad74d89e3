using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using Polly.CircuitBreaker;

namespace JobsGateway.Gateway.Operations.Telemetry.Gauges;

/// <summary>How the stores of the configuration in force are.</summary>
internal sealed class StoreGauges
{
    private readonly RoutePlanSource _routes;

    public StoreGauges(IMeterFactory meters, RoutePlanSource routes)
    {
        _routes = routes;
        var meter = meters.Create(Meters.Gateway);
        meter.CreateObservableGauge(
            "jobsgateway.store.circuit.state", () => Of(_ => true, store => StateOf(store.CircuitState)), description: "The state of a store's circuit breaker: 0 closed, 1 half open, 2 open.");
        meter.CreateObservableGauge(
            "jobsgateway.store.open", () => Of(_ => true, store => store.Opening == StoreOpening.Open ? 1 : 0), description: "1 where a store is open, 0 while its database can't be reached or used.");
        meter.CreateObservableGauge(
            "jobsgateway.upstream.destinations", () => Of(store => store is RemoteStore, store => ((RemoteStore)store).Upstream.AvailableDestinations),
            "{destination}", "How many destinations of an upstream store requests go to.");
    }

    private IEnumerable<Measurement<int>> Of(Func<ConfiguredStore, bool> isMeant, Func<ConfiguredStore, int> value) =>
        _routes.Current.Stores.All.Where(isMeant).Select(store => new Measurement<int>(value(store), new KeyValuePair<string, object?>("store", store.Name)));

    private static int StateOf(CircuitState state) => state switch
    {
        CircuitState.Closed => 0,
        CircuitState.HalfOpen => 1,
        _ => 2,
    };
}

using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Routing;

/// <summary>Which store answers what. Immutable; a change of configuration makes a new one.</summary>
/// <param name="all">The stores there are, also those no route names.</param>
/// <param name="routes">The route of every operation.</param>
/// <param name="passThrough">The server every other path goes to; null where there is none.</param>
internal sealed class RoutePlan(StoreSet all, IReadOnlyDictionary<Operation, JobsRoute> routes, UpstreamStore? passThrough)
{
    private readonly JobsRoute[] _routes = [.. Enum.GetValues<Operation>().Select(operation => routes[operation])];

    public StoreSet Stores => all;

    public UpstreamStore? PassThrough => passThrough;

    public JobsRoute this[Operation operation] => _routes[(int)operation];
}

using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Routing;

/// <summary>Which store answers what. Immutable; a change of configuration makes a new one.</summary>
/// <param name="all">The stores there are, also those no route names.</param>
/// <param name="chosen">The store of every operation.</param>
/// <param name="passThrough">The server every other path goes to; null where there is none.</param>
internal sealed class RoutePlan(StoreSet all, IReadOnlyDictionary<Operation, ConfiguredStore> chosen, UpstreamStore? passThrough)
{
    private readonly ConfiguredStore[] _chosen = [.. Enum.GetValues<Operation>().Select(operation => chosen[operation])];

    public StoreSet Stores => all;

    public UpstreamStore? PassThrough => passThrough;

    public ConfiguredStore this[Operation operation] => _chosen[(int)operation];
}

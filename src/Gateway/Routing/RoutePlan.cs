using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Routing;

/// <summary>Which store answers which operation. Immutable; a change of configuration makes a new one.</summary>
/// <param name="stores">The stores, by the value of <see cref="Operation"/>.</param>
internal sealed class RoutePlan(IReadOnlyDictionary<Operation, IJobStore> stores)
{
    private readonly IJobStore[] _stores = [.. Enum.GetValues<Operation>().Select(operation => stores[operation])];

    public IJobStore this[Operation operation] => _stores[(int)operation];
}

using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Routing;

/// <summary>Holds the plan that is in force. Whoever reads it gets a whole plan, of the old configuration or of the new one.</summary>
/// <remarks>
/// A request may read it twice, for whether other paths pass through and for the store that answers, and a swap may come between: then the new plan
/// answers what the old one let in, at worst with 404 where either alone would have had another answer. Stores go on for a while after they are retired, so
/// none is met closed.
/// </remarks>
internal sealed class RoutePlanSource : IAsyncDisposable
{
    private volatile RoutePlan? _current;

    public RoutePlanSource(IConfiguration configuration, StoreSet stores)
    {
        var errors = new List<ConfigurationError>();
        _current = RoutePlanBuilder.Build(configuration, stores, errors);
        Errors = errors;
    }

    /// <summary>What was wrong with the section at the start; there is no plan then.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }

    public RoutePlan Current => _current ?? throw new ConfigurationException(Errors);

    /// <summary>Puts a new plan in force. Requests that have chosen their store of the old one finish in it.</summary>
    public void Swap(RoutePlan plan) => _current = plan;

    /// <summary>Closes the stores in use.</summary>
    public ValueTask DisposeAsync() => _current?.Stores.DisposeAsync() ?? default;
}

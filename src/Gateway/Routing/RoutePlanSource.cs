using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Routing;

/// <summary>Holds the plan that is in force. A request reads it once and keeps to it.</summary>
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

    /// <summary>Puts a new plan in force. Requests that have read the old one finish with it.</summary>
    public void Swap(RoutePlan plan) => _current = plan;

    /// <summary>Closes the stores in use.</summary>
    public ValueTask DisposeAsync() => _current?.Stores.DisposeAsync() ?? default;
}

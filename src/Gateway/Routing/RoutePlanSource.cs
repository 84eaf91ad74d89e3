using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Routing;

/// <summary>Holds the plan that is in force. A request reads it once and keeps to it.</summary>
internal sealed class RoutePlanSource
{
    private readonly RoutePlan? _current;

    public RoutePlanSource(IConfiguration configuration, StoreSet stores)
    {
        var errors = new List<ConfigurationError>();
        _current = RoutePlanBuilder.Build(configuration, stores, errors);
        Errors = errors;
    }

    /// <summary>What is wrong with the section; there is no plan then.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }

    public RoutePlan Current => _current ?? throw new ConfigurationException(Errors);
}

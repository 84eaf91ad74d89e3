using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Gateway.Routing;

/// <summary>Reads the <c>Routes</c> section.</summary>
internal static class RoutePlanBuilder
{
    public const string Section = "Routes";

    /// <returns>The plan; null where there are errors.</returns>
    public static RoutePlan? Build(IConfiguration configuration, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var routes = configuration.GetSection(Section);
        var before = errors.Count;
        foreach (var route in routes.GetChildren().Where(route => !Enum.TryParse<Operation>(route.Key, ignoreCase: true, out _)))
            errors.Add(new ConfigurationError(route.Path, $"there is no such operation; the operations are {string.Join(", ", Enum.GetNames<Operation>())}"));
        var chosen = new Dictionary<Operation, IJobStore>();
        foreach (var operation in Enum.GetValues<Operation>())
        {
            if (Choose(routes.GetSection(operation.ToString()), stores, errors) is { } store)
                chosen[operation] = store;
        }

        return errors.Count == before ? new RoutePlan(chosen) : null;
    }

    private static IJobStore? Choose(IConfigurationSection route, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var path = route.Path + ":Store";
        var name = route["Store"];
        if (string.IsNullOrEmpty(name))
        {
            if (stores.Names.Count == 1)
                return stores.Find(stores.Names[0]);
            errors.Add(new ConfigurationError(path, $"is not set, and there are {stores.Names.Count} stores to choose from: {string.Join(", ", stores.Names)}"));
            return null;
        }

        var store = stores.Find(name);
        if (store is null)
            errors.Add(new ConfigurationError(path, $"there is no store '{name}' under Stores; there is {string.Join(", ", stores.Names)}"));
        return store;
    }
}

using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Routing;

/// <summary>Reads the <c>Routes</c> section.</summary>
internal static class RoutePlanBuilder
{
    public const string Section = "Routes";

    private const string StoreKey = "Store";

    private static readonly string[] Operations = Enum.GetNames<Operation>();

    /// <returns>The plan; null where there are errors.</returns>
    public static RoutePlan? Build(IConfiguration configuration, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var routes = configuration.GetSection(Section);
        var before = errors.Count;
        foreach (var route in routes.GetChildren())
            CheckKeys(route, errors);
        var chosen = new Dictionary<Operation, IJobStore>();
        foreach (var operation in Enum.GetValues<Operation>())
        {
            if (Choose(routes.GetSection(operation.ToString()), stores, errors) is { } store)
                chosen[operation] = store;
        }

        return errors.Count == before ? new RoutePlan(chosen) : null;
    }

    private static void CheckKeys(IConfigurationSection route, ICollection<ConfigurationError> errors)
    {
        // By name: Enum.TryParse takes numbers and lists of names too.
        if (!Operations.Contains(route.Key, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(new ConfigurationError(route.Path, $"there is no such operation; the operations are {string.Join(", ", Operations)}"));
            return;
        }

        if (!string.IsNullOrEmpty(route.Value))
            errors.Add(new ConfigurationError(route.Path, $"has no value of its own; write {route.Path}:{StoreKey}"));
        foreach (var setting in route.GetChildren().Where(setting => !setting.Key.Equals(StoreKey, StringComparison.OrdinalIgnoreCase)))
            errors.Add(new ConfigurationError(setting.Path, $"is not a setting of a route; the only one is {StoreKey}"));
    }

    private static IJobStore? Choose(IConfigurationSection route, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var path = $"{route.Path}:{StoreKey}";
        var name = route[StoreKey];
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

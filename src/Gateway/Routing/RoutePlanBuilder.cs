using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Routing;

/// <summary>Reads the <c>Routes</c> section.</summary>
internal static class RoutePlanBuilder
{
    public const string Section = "Routes";

    private const string StoreKey = "Store";

    /// <summary>The route of everything that is no operation.</summary>
    public const string PassThrough = "PassThrough";

    private static readonly string[] Keys = [.. Enum.GetNames<Operation>(), PassThrough];

    /// <returns>The plan; null where there are errors.</returns>
    public static RoutePlan? Build(IConfiguration configuration, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        var routes = configuration.GetSection(Section);
        var before = errors.Count;
        foreach (var route in routes.GetChildren())
            CheckKeys(route, errors);
        var chosen = new Dictionary<Operation, ConfiguredStore>();
        foreach (var operation in Enum.GetValues<Operation>())
        {
            if (Choose(routes.GetSection(operation.ToString()), stores, errors) is { } store)
                chosen[operation] = store;
        }

        var passThrough = ChoosePassThrough(routes.GetSection(PassThrough), stores, errors);
        return errors.Count == before ? new RoutePlan(stores, chosen, passThrough) : null;
    }

    private static void CheckKeys(IConfigurationSection route, ICollection<ConfigurationError> errors)
    {
        // By name: Enum.TryParse takes numbers and lists of names too.
        if (!Keys.Contains(route.Key, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(new ConfigurationError(route.Path, $"there is no such operation; the operations are {string.Join(", ", Keys)}"));
            return;
        }

        if (!string.IsNullOrEmpty(route.Value))
            errors.Add(new ConfigurationError(route.Path, $"has no value of its own; write {route.Path}:{StoreKey}"));
        foreach (var setting in route.GetChildren().Where(setting => !setting.Key.Equals(StoreKey, StringComparison.OrdinalIgnoreCase)))
            errors.Add(new ConfigurationError(setting.Path, $"is not a setting of a route; the only one is {StoreKey}"));
    }

    private static ConfiguredStore? Choose(IConfigurationSection route, StoreSet stores, ICollection<ConfigurationError> errors)
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

    // Without it other paths are unknown, however many stores there are: to open a whole server to the world is to be said.
    private static UpstreamStore? ChoosePassThrough(IConfigurationSection route, StoreSet stores, ICollection<ConfigurationError> errors)
    {
        if (string.IsNullOrEmpty(route[StoreKey]))
            return null;
        var store = Choose(route, stores, errors);
        if (store is LocalStore)
            errors.Add(new ConfigurationError($"{route.Path}:{StoreKey}", $"the store '{store.Name}' has jobs and nothing else; name a store of type {UpstreamStoreFactory.Type}"));
        return (store as RemoteStore)?.Upstream;
    }
}

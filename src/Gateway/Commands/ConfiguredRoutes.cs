using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Commands;

/// <summary>Which store a valid configuration names for which operation.</summary>
internal static class ConfiguredRoutes
{
    public static IReadOnlyDictionary<string, string> Of(IConfiguration configuration)
    {
        var stores = configuration.GetSection(StoreSet.Section).GetChildren().Select(store => store.Key).ToArray();
        var routes = new Dictionary<string, string>();
        foreach (var operation in Enum.GetNames<Operation>())
            routes[operation] = Named(operation) ?? stores[0]; // Without a name there is only one.
        if (Named(RoutePlanBuilder.PassThrough) is { } passThrough)
            routes[RoutePlanBuilder.PassThrough] = passThrough;
        return routes;

        string? Named(string route)
        {
            var name = configuration[$"{RoutePlanBuilder.Section}:{route}:{nameof(StoreRouteOptions.Store)}"];
            return string.IsNullOrEmpty(name) ? null : stores.FirstOrDefault(store => store.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
        }
    }
}

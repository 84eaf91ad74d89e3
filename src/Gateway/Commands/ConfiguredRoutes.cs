using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Commands;

/// <summary>A plan as a report has it.</summary>
internal static class ConfiguredRoutes
{
    /// <summary>The store of each route.</summary>
    public static IReadOnlyDictionary<string, string> StoresOf(RoutePlan plan)
    {
        var routes = Enum.GetValues<Operation>().ToDictionary(operation => operation.ToString(), operation => plan[operation].Store.Name);
        if (plan.PassThrough is { } upstream)
            routes[RoutePlanBuilder.PassThrough] = upstream.Name;
        return routes;
    }

    /// <summary>The routes whose store does not answer alone, in words.</summary>
    public static IReadOnlyDictionary<string, string> ModesOf(RoutePlan plan) => Enum.GetValues<Operation>()
        .Where(operation => !plan[operation].IsPlain)
        .ToDictionary(operation => operation.ToString(), operation => RouteText.Of(plan[operation]));
}

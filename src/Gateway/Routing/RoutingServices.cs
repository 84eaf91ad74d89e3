namespace JobsGateway.Gateway.Routing;

/// <summary>Registers the plan that says which store answers which operation.</summary>
internal static class RoutingServices
{
    public static IServiceCollection AddRoutePlan(this IServiceCollection services) => services.AddSingleton<RoutePlanSource>();
}

using Yarp.ReverseProxy.Configuration;

namespace JobsGateway.Gateway.Routing;

/// <summary>Registers what says who answers what.</summary>
internal static class RoutingServices
{
    public static IServiceCollection AddRoutePlan(this IServiceCollection services)
    {
        services.AddSingleton<RoutePlanSource>();
        services.AddSingleton<ProxyRoutes>();
        services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<ProxyRoutes>().Provider);
        return services;
    }
}

using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>Registers what follows a changed configuration.</summary>
internal static class ReloadServices
{
    public static IServiceCollection AddReload(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddSingleton(new LiveConfiguration(configuration));
        services.AddSingleton<ReloadMetrics>();
        services.AddSingleton<StoreRetirement>();
        services.AddSingleton<ConfigurationReload>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigurationReload>());
        return services;
    }
}

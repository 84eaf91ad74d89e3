using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite;

namespace JobsGateway.Gateway.Stores;

/// <summary>Registers the stores and the plan that routes to them.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddJobStores(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddSingleton<IJobStoreFactory, SqliteJobStoreFactory>();
        foreach (var factory in PluginLoader.Load(configuration, contentRoot))
            services.AddSingleton(factory);
        services.AddSingleton(provider => StoreSet.Create(
            configuration,
            provider.GetServices<IJobStoreFactory>(),
            contentRoot,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new RoutePlanSource(configuration, provider.GetRequiredService<StoreSet>()));
        return services;
    }
}

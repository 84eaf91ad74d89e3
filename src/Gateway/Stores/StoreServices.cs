using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite;
using JobsGateway.Stores.SqlServer;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Stores;

/// <summary>Registers the stores.</summary>
internal static class StoreServices
{
    /// <summary>The stores alone, for a command that serves no requests. What they log goes to the error output, beside a command's own.</summary>
    public static ServiceProvider BuildStoreServices(this WebApplicationBuilder builder) => new ServiceCollection()
        .AddLogging(logging => logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
        .AddSingleton(TimeProvider.System)
        .AddJobStores(builder.Configuration, builder.Environment.ContentRootPath)
        .BuildServiceProvider();

    public static IServiceCollection AddJobStores(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddReverseProxy().PassTraceContextOn();
        services.AddSingleton<UpstreamStoreFactory>();
        services.AddSingleton<IJobStoreFactory, SqliteJobStoreFactory>();
        services.AddSingleton<IJobStoreFactory, SqlServerJobStoreFactory>();
        var plugins = PluginLoader.Load(configuration, contentRoot);
        services.AddSingleton(provider => new StoreMaker(
            plugins,
            provider.GetServices<IJobStoreFactory>(),
            provider.GetRequiredService<UpstreamStoreFactory>(),
            contentRoot,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => StoreSet.Create(configuration, provider.GetRequiredService<StoreMaker>(), provider.GetRequiredService<ILogger<StoreSet>>()));
        return services;
    }
}

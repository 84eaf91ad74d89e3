using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Sqlite;

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
        services.AddSingleton<IJobStoreFactory, SqliteJobStoreFactory>();
        var plugins = PluginLoader.Load(configuration, contentRoot);
        foreach (var factory in plugins.Factories)
            services.AddSingleton(factory);
        services.AddSingleton(provider => StoreSet.Create(
            configuration,
            provider.GetServices<IJobStoreFactory>(),
            plugins.Errors,
            contentRoot,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }
}

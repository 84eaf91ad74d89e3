using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Sqlite;
using JobsGateway.Stores.SqlServer;
using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Store;
using JobsGateway.Worker.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker;

/// <summary>Registers the queue of a store.</summary>
public static class JobQueueServices
{
    /// <summary>
    /// Gives the host an <see cref="IJobQueue"/> to enqueue with. Handlers that are added to it make the host a worker.
    /// </summary>
    /// <remarks>
    /// The store is made ready when the host starts. Where that can't be done the host starts all the same, the queue answers that it is unavailable, and it is
    /// tried again in the background. What is wrong with the section is thrown at start, all of it at once (<c>JobStoreConfigurationException</c>).
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The store, with the same keys as an entry under <c>Stores</c> of the gateway: <c>Type</c>, <c>ConnectionString</c>, ...; for a worker also <c>Worker</c> and <c>Handlers</c>.</param>
    /// <exception cref="InvalidOperationException">There is a queue already.</exception>
    public static JobQueueBuilder AddJobsGatewayQueue(this IServiceCollection services, IConfigurationSection section)
    {
        if (services.Any(service => service.ServiceType == typeof(QueueStore)))
            throw new InvalidOperationException("AddJobsGatewayQueue was called before; a host has one queue. Add handlers to what that call returned.");
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobStoreFactory, SqliteJobStoreFactory>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobStoreFactory, SqlServerJobStoreFactory>());
        services.AddSingleton(new QueueSection(section));
        services.AddSingleton<QueueStore>();
        services.AddSingleton<QueueConfiguration>();
        services.AddSingleton<StorePreparation>();
        services.AddSingleton(provider => new OutageLog(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger(WorkerLog.Category)));
        services.AddSingleton<IJobQueue, PreparedQueue>();
        services.AddHostedService<StoreStartup>();
        return new JobQueueBuilder(services);
    }
}

using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Worker.Configuration;
using Microsoft.Extensions.Hosting;

namespace JobsGateway.Worker.Store;

/// <summary>Refuses a wrong configuration before anything starts, and makes the store ready.</summary>
internal sealed class StoreStartup(QueueStore store, QueueConfiguration configuration, StorePreparation preparation, TimeProvider clock) : BackgroundService, IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        ConfigurationError[] errors = [.. store.Errors, .. configuration.Errors];
        if (errors.Length > 0)
            throw new JobStoreConfigurationException(errors);
        await preparation.FailureAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await preparation.FailureAsync(stoppingToken) is not null)
            await Task.Delay(StorePreparation.Pause, clock, stoppingToken);
    }
}

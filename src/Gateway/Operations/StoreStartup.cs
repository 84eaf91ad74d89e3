using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations;

/// <summary>Opens the stores before the first request can come in, and closes them after the last.</summary>
internal sealed class StoreStartup(StoreSet stores, RoutePlanSource routes, SampleJobs samples) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await stores.PrepareAsync(cancellationToken);
        await samples.LoadAsync(routes.Current[Operation.FetchById], cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await stores.DisposeAsync();
}

using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Operations;

/// <summary>Opens the stores before the first request can come in, those that can't be reached then as soon as they can be, and closes them after the last.</summary>
internal sealed class StoreStartup(RoutePlanSource routes, SampleJobs samples) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await routes.Current.Stores.OpenAsync(cancellationToken);
        if (routes.Current[Operation.FetchById].Store is LocalStore { Opening: StoreOpening.Open } local)
            await samples.LoadAsync(local.Bare, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await routes.DisposeAsync();
}

using Microsoft.Extensions.Hosting.Systemd;

namespace JobsGateway.Gateway.Operations.Shutdown;

/// <summary>Tells systemd (<c>Type=notify</c>) when the gateway listens and when it ends. Who asks it to end is the business of <see cref="TerminationSignals"/>.</summary>
internal sealed class SupervisedLifetime(IHostApplicationLifetime lifetime, ISystemdNotifier systemd) : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => systemd.Notify(ServiceState.Ready));
        lifetime.ApplicationStopping.Register(() => systemd.Notify(ServiceState.Stopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Telemetry;
using Microsoft.Extensions.Hosting;

namespace JobsGateway.Worker.Running;

/// <summary>The worker: a loop for each handler, and one that takes jobs back.</summary>
internal sealed class WorkerService(
    QueueConfiguration configuration, IJobQueue queue, JobRunner runner, RunningJobs running, WorkerMetrics metrics, WorkerLog log, OutageLog outages, TimeProvider clock)
    : BackgroundService
{
    private readonly CancellationTokenSource _abandon = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static abandon => ((CancellationTokenSource)abandon!).Cancel(), _abandon);
        await base.StopAsync(cancellationToken);
        if (running.Count > 0)
            log.LeftBehind(running.Count);
    }

    public override void Dispose()
    {
        base.Dispose();
        _abandon.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var abandon = _abandon.Token;
        var reclaiming = new ReclaimLoop(configuration.Worker, queue, metrics, log, outages, clock).RunAsync(stoppingToken);
        var loops = configuration.Handlers.Select(plan => new HandlerLoop(plan, queue, runner, metrics, log, outages, clock).RunAsync(stoppingToken, abandon));
        var working = Task.WhenAll([reclaiming, .. loops]);
        await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.Count > 0)
            log.Stopping(running.Count, configuration.Worker.ShutdownGrace);
        await Task.WhenAny(working, Task.Delay(configuration.Worker.ShutdownGrace, clock, abandon));
        running.StopAll();
        await working;
    }
}

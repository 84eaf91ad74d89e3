using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Telemetry;
using Microsoft.Extensions.Hosting;

namespace JobsGateway.Worker.Running;

/// <summary>The worker: a loop for each handler, and one that takes jobs back. A loop that fails is the failure of the service, and so the end of the host.</summary>
internal sealed class WorkerService(
    QueueConfiguration configuration, IJobQueue queue, JobRunner runner, RunningJobs running, WorkerMetrics metrics, WorkerLog log, OutageLog outages, TimeProvider clock)
    : BackgroundService
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private HandlerLoop[] _handlers = [];
    private Task _loops = Task.CompletedTask;
    private Task? _draining;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static abandon => ((CancellationTokenSource)abandon!).Cancel(), _abandon);
        await base.StopAsync(cancellationToken);
        _draining ??= DrainAsync(_abandon.Token); // A host may be stopped twice.
        await _draining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // A failure was told by its loop, and what is left behind is below.
        if (running.Count > 0)
            log.LeftBehind(running.Count);
    }

    public override void Dispose()
    {
        base.Dispose();
        _abandon.Dispose();
        _stop.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reclaiming = new ReclaimLoop(configuration.Worker, queue, metrics, log, outages, clock);
        _handlers = [.. configuration.Handlers.Select(plan => new HandlerLoop(plan, queue, runner, metrics, log, outages, clock))];
        Task[] loops =
        [
            WatchAsync("reclaims", reclaiming.RunAsync(_stop.Token)),
            .. _handlers.Select(loop => WatchAsync(loop.Name, loop.RunAsync(_stop.Token, _abandon.Token))),
        ];
        _loops = Task.WhenAll(loops);
        var first = await Task.WhenAny([Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken), .. loops]);
        await _stop.CancelAsync();
        // Not after the jobs that run: the host has to learn of a failure now. They have their time when it stops.
        if (!stoppingToken.IsCancellationRequested)
            await first;
    }

    private async Task WatchAsync(string name, Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception e) when (e is not OperationCanceledException || !_abandon.IsCancellationRequested)
        {
            log.LoopFailed(name, e);
            throw;
        }
    }

    private async Task DrainAsync(CancellationToken abandon)
    {
        if (running.Count > 0)
            log.Stopping(running.Count, configuration.Worker.ShutdownGrace);
        var ended = Task.WhenAll([_loops, .. _handlers.Select(loop => loop.DrainAsync(abandon))]);
        await Task.WhenAny(ended, Task.Delay(configuration.Worker.ShutdownGrace, clock, abandon));
        running.StopAll();
        await ended;
    }
}

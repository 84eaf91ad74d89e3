using JobsGateway.Gateway.Operations.Telemetry.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Gateway.Operations.Telemetry.Gauges;

/// <summary>Counts the jobs in the queues now and then, so that a reader of metrics waits for no database; not at all while nobody reads.</summary>
/// <param name="gauge">Shows what was counted.</param>
/// <param name="routes">Knows the stores.</param>
/// <param name="options">Says how often.</param>
/// <param name="clock">Tells when.</param>
/// <param name="stores">Made with it, as nobody else asks for them.</param>
/// <param name="lanes">So are they.</param>
internal sealed class QueueSampler(QueueGauge gauge, RoutePlanSource routes, TelemetryOptions options, TimeProvider clock, StoreGauges stores, LaneGauges lanes) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        GC.KeepAlive((stores, lanes));
        using var timer = new PeriodicTimer(options.QueueInterval, clock);
        do
        {
            if (gauge.IsOn)
                gauge.Set(await CountAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyDictionary<string, QueueDepth>> CountAsync(CancellationToken cancellationToken)
    {
        var counted = new Dictionary<string, QueueDepth>();
        foreach (var store in routes.Current.Stores.All.OfType<LocalStore>())
        {
            if (store is { Opening: StoreOpening.Open, Bare: IJobQueueDepth queue } && await queue.CountAsync(cancellationToken) is { } depth)
                counted[store.Name] = depth;
        }

        return counted;
    }
}

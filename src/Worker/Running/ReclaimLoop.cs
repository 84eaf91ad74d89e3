using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Telemetry;

namespace JobsGateway.Worker.Running;

/// <summary>Takes back the jobs of workers that died.</summary>
internal sealed class ReclaimLoop(WorkerOptions options, IJobQueue queue, WorkerMetrics metrics, WorkerLog log, OutageLog outages, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        var request = new ReclaimRequest { MaximumAttempts = options.ReclaimMaximumAttempts };
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (await ReclaimAsync(request, stopping) < request.Limit)
                    await Task.Delay(Waits.Around(options.ReclaimInterval), clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<int> ReclaimAsync(ReclaimRequest request, CancellationToken stopping)
    {
        try
        {
            var outcome = await queue.ReclaimAsync(request, stopping);
            if (outcome.UnavailableReason is { } reason)
                outages.Tell(reason);
            else
                outages.Over();
            metrics.Reclaimed(outcome);
            if (outcome.Count > 0)
                log.Reclaimed(outcome.Requeued, outcome.Failed, outcome.Cancelled);
            return outcome.Count;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            log.StoreFailed(e);
            return 0;
        }
    }
}

using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Telemetry;

namespace JobsGateway.Worker.Running;

/// <summary>Claims the jobs of one handler, never more than it may run at once.</summary>
// A semaphore nobody asked for its wait handle holds nothing to dispose of.
#pragma warning disable CA1001
internal sealed class HandlerLoop(HandlerPlan plan, IJobQueue queue, JobRunner runner, WorkerMetrics metrics, WorkerLog log, OutageLog outages, TimeProvider clock)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(plan.Options.Concurrency, plan.Options.Concurrency);
    private int _idle;
    private int _failures;

    /// <summary>The jobs' name.</summary>
    public string Name => plan.Name;

    /// <summary>Claims until the host stops.</summary>
    /// <param name="stopping">The host stops.</param>
    /// <param name="abandon">The host has no more time.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abandon)
    {
        log.Started(plan.Name, plan.Options.Concurrency, plan.Options.MaximumAttempts);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var wait = await ClaimAsync(await TakeFreeAsync(stopping), stopping, abandon);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Waits for the jobs that run.</summary>
    /// <param name="abandon">The host has no more time.</param>
    public async Task DrainAsync(CancellationToken abandon)
    {
        for (var place = 0; place < plan.Options.Concurrency; place++)
            await _free.WaitAsync(abandon);
    }

    private async Task<int> TakeFreeAsync(CancellationToken stopping)
    {
        await _free.WaitAsync(stopping);
        var places = 1;
        while (places < ClaimRequest.MaximumLimit && _free.Wait(0, CancellationToken.None))
            places++;
        return places;
    }

    /// <returns>How long to wait before the next claim.</returns>
    private async Task<TimeSpan> ClaimAsync(int places, CancellationToken stopping, CancellationToken abandon)
    {
        var claimedAt = clock.GetTimestamp();
        var (outcome, begun) = (default(ClaimOutcome), 0);
        try
        {
            outcome = await SendAsync(places, abandon);
            foreach (var job in outcome.Jobs)
            {
                _ = Task.Run(() => RunAsync(job, claimedAt, stopping, abandon), CancellationToken.None);
                begun++;
            }
        }
        finally
        {
            // Also of a loop that fails: the jobs that run are waited for by their places.
            if (places > begun)
                _free.Release(places - begun);
        }

        if (outcome.UnavailableReason is { } reason)
        {
            metrics.ClaimFailed(plan.Name);
            outages.Tell(reason);
            return Waits.Outage(plan.Options.PollInterval, ++_failures);
        }

        outages.Over();
        _failures = 0;
        _idle = outcome.Jobs.Count == 0 ? _idle + 1 : 0;
        // As many as asked for: there may be more.
        return outcome.Jobs.Count == places ? TimeSpan.Zero : Waits.Poll(plan.Options, _idle);
    }

    // With the host's last token: a claim that is cut off while it is made leaves jobs that nobody runs until their leases end.
    private async Task<ClaimOutcome> SendAsync(int places, CancellationToken abandon)
    {
        try
        {
            return await queue.ClaimAsync(new ClaimRequest(plan.Name, plan.Options.LeaseDuration) { Limit = places }, abandon);
        }
        catch (Exception e) when (e is not OperationCanceledException || !abandon.IsCancellationRequested)
        {
            log.StoreFailed(e);
            return ClaimOutcome.Unavailable($"A claim ended with {e.GetType().Name}.");
        }
    }

    private async Task RunAsync(ClaimedJob job, long claimedAt, CancellationToken stopping, CancellationToken abandon)
    {
        try
        {
            if (stopping.IsCancellationRequested)
                await GiveBackAsync(job.Lease, abandon);
            else
                await runner.RunAsync(plan, job, claimedAt, abandon);
        }
        finally
        {
            _free.Release();
        }
    }

    // Claimed while the host began to stop.
    private async Task GiveBackAsync(JobLease lease, CancellationToken abandon)
    {
        try
        {
            var outcome = await queue.ReleaseAsync(lease, abandon);
            if (outcome.UnavailableReason is not null)
                log.NotGivenBack(plan.Name, lease.Id, nameof(LeaseStatus.Unavailable), null);
        }
        catch (Exception e)
        {
            log.NotGivenBack(plan.Name, lease.Id, e.GetType().Name, e);
        }
    }
}

using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Telemetry;

namespace JobsGateway.Worker.Running;

/// <summary>A job's lease, kept alive by heartbeats; its handler is told to stop where it is lost.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly IJobQueue _queue;
    private readonly JobLease _lease;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _clock;
    private readonly OutageLog _outages;
    private readonly LeaseTime _time;
    private readonly StopSignal _stop = new();
    private readonly CancellationTokenSource _end = new();
    private Task _beating = Task.CompletedTask;

    /// <param name="queue">Whose lease it is.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="duration">How long it lasts after a heartbeat.</param>
    /// <param name="claimedAt">The timestamp from before the claim was sent.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="outages">Told of heartbeats that got no answer.</param>
    public HeldLease(IJobQueue queue, JobLease lease, TimeSpan duration, long claimedAt, TimeProvider clock, OutageLog outages)
    {
        (_queue, _lease, _duration, _clock, _outages) = (queue, lease, duration, clock, outages);
        _time = new LeaseTime(duration, claimedAt, clock, () => Stop(StopReason.LeaseLost));
    }

    /// <summary>Tells the handler to stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why; the first reason counts.</summary>
    public StopReason Reason => _stop.Reason;

    /// <summary>How long it lasts for sure.</summary>
    public TimeSpan Left => _time.Left;

    /// <summary>Begins with the heartbeats.</summary>
    public void Keep() => _beating = BeatAsync();

    /// <summary>Tells the handler to stop.</summary>
    public void Stop(StopReason reason) => _stop.Give(reason);

    /// <summary>A heartbeat on the handler's behalf, with what it reports.</summary>
    public async Task<bool> ReportAsync(JobChanges changes)
    {
        var status = await HeartbeatAsync(changes, CancellationToken.None);
        return status == LeaseStatus.Lost ? throw new OperationCanceledException("The job's lease is lost.", Token) : status == LeaseStatus.Done;
    }

    /// <summary>Stops the heartbeats. The lease itself goes on until it runs out, for the job's end to be written.</summary>
    public async ValueTask EndAsync()
    {
        _stop.Close();
        await _time.DisposeAsync();
        await _end.CancelAsync();
        await _beating;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _stop.DisposeAsync();
        _end.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(_duration / 3, _clock);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
                await HeartbeatAsync(null, _end.Token);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // A bug of the store's: as good as no answer.
            {
                _outages.Tell($"A heartbeat ended with {e.GetType().Name}.");
            }
        }
    }

    private async Task<LeaseStatus> HeartbeatAsync(JobChanges? changes, CancellationToken cancellationToken)
    {
        var sentAt = _clock.GetTimestamp();
        var outcome = await _queue.HeartbeatAsync(_lease, _duration, changes, cancellationToken);
        switch (outcome.Status)
        {
            case LeaseStatus.Done:
                _time.Prolong(sentAt);
                _outages.Over();
                if (outcome.IsCancelRequested)
                    Stop(StopReason.CancelRequested);
                break;
            case LeaseStatus.Lost:
                Stop(StopReason.LeaseLost);
                break;
            default:
                _outages.Tell(outcome.UnavailableReason ?? "");
                break;
        }

        return outcome.Status;
    }
}

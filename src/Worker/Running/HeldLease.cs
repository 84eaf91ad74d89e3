using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Telemetry;

namespace JobsGateway.Worker.Running;

/// <summary>A job's lease, kept alive by heartbeats, and the token that tells its handler to stop.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly IJobQueue _queue;
    private readonly JobLease _lease;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _clock;
    private readonly OutageLog _outages;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _expiry;
    private readonly Lock _lock = new();
    private Task _beating = Task.CompletedTask;
    private Task _stopping = Task.CompletedTask;
    private long _since;
    private bool _hasEnded;
    private StopReason _reason;

    /// <param name="queue">Whose lease it is.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="duration">How long it lasts after a heartbeat.</param>
    /// <param name="claimedAt">The timestamp from before the claim was sent: the store began to count later.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="outages">Told of heartbeats that got no answer.</param>
    public HeldLease(IJobQueue queue, JobLease lease, TimeSpan duration, long claimedAt, TimeProvider clock, OutageLog outages)
    {
        (_queue, _lease, _duration, _since, _clock, _outages) = (queue, lease, duration, claimedAt, clock, outages);
        Token = _stop.Token;
        // A heartbeat that hangs must not keep the handler from learning that its time is up.
        _expiry = clock.CreateTimer(_ => ExpireIfOver(), null, Positive(Left), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells the handler to stop.</summary>
    public CancellationToken Token { get; }

    /// <summary>Why; the first reason counts.</summary>
    public StopReason Reason
    {
        get
        {
            lock (_lock)
                return _reason;
        }
    }

    /// <summary>How long it lasts for sure.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
                return _duration - _clock.GetElapsedTime(_since);
        }
    }

    /// <summary>Begins with the heartbeats.</summary>
    public void Keep() => _beating = BeatAsync();

    /// <summary>Tells the handler to stop.</summary>
    public void Stop(StopReason reason)
    {
        lock (_lock)
        {
            if (_reason != StopReason.None || _hasEnded)
                return;
            _reason = reason;
            _stopping = _stop.CancelAsync(); // What the handler registered on its token runs elsewhere.
        }
    }

    /// <summary>A heartbeat on the handler's behalf, with what it reports.</summary>
    public async Task<bool> ReportAsync(JobChanges changes)
    {
        var status = await HeartbeatAsync(changes, CancellationToken.None);
        return status == LeaseStatus.Lost ? throw new OperationCanceledException("The job's lease is lost.", Token) : status == LeaseStatus.Done;
    }

    /// <summary>Stops the heartbeats. The lease itself goes on until it runs out, for the job's end to be written.</summary>
    public async ValueTask EndAsync()
    {
        lock (_lock)
            _hasEnded = true;
        await _expiry.DisposeAsync();
        await _end.CancelAsync();
        await _beating;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // What the handler's own registrations throw is nobody's outcome.
        _end.Dispose();
        _stop.Dispose();
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
                Prolong(sentAt);
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

    private void Prolong(long sentAt)
    {
        lock (_lock)
            _since = Math.Max(_since, sentAt);
        _expiry.Change(Positive(Left), Timeout.InfiniteTimeSpan);
    }

    private void ExpireIfOver()
    {
        if (Left <= TimeSpan.Zero)
            Stop(StopReason.LeaseLost);
        else
            _expiry.Change(Positive(Left), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}

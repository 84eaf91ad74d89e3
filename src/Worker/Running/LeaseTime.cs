namespace JobsGateway.Worker.Running;

/// <summary>How long a lease lasts for sure, by this machine's clock.</summary>
internal sealed class LeaseTime : IAsyncDisposable
{
    private readonly TimeSpan _duration;
    private readonly TimeProvider _clock;
    private readonly ITimer _expiry;
    private readonly Action _over;
    private long _since;

    /// <param name="duration">How long it lasts after a heartbeat.</param>
    /// <param name="claimedAt">The timestamp from before the claim was sent: the store began to count later.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="over">Called when it is over. A heartbeat that hangs must not keep the handler from learning that.</param>
    public LeaseTime(TimeSpan duration, long claimedAt, TimeProvider clock, Action over)
    {
        (_duration, _since, _clock, _over) = (duration, claimedAt, clock, over);
        _expiry = clock.CreateTimer(_ => TellIfOver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SetTimer(); // Only now: it may fire at once.
    }

    /// <summary>What is left of it; less than nothing where it is over.</summary>
    public TimeSpan Left => _duration - _clock.GetElapsedTime(Volatile.Read(ref _since));

    /// <summary>It lasts its duration from a heartbeat on.</summary>
    /// <param name="sentAt">The timestamp from before that was sent.</param>
    public void Prolong(long sentAt)
    {
        // Of two answers the later one may come first: a report is a heartbeat too.
        for (var since = Volatile.Read(ref _since); sentAt > since; since = Volatile.Read(ref _since))
            Interlocked.CompareExchange(ref _since, sentAt, since);
        SetTimer();
    }

    public ValueTask DisposeAsync() => _expiry.DisposeAsync();

    private void TellIfOver()
    {
        if (Left <= TimeSpan.Zero)
            _over();
        else
            SetTimer();
    }

    private void SetTimer()
    {
        var left = Left;
        _expiry.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}

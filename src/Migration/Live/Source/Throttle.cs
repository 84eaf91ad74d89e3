namespace JobsGateway.Migration.Live.Source;

/// <summary>Keeps reading at a rate: each document has its moment on a schedule, and who is ahead of it waits.</summary>
/// <param name="perSecond">Documents a second; null is without limit.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Throttle(int? perSecond, TimeProvider clock)
{
    // Timers are no finer than a few milliseconds: being ahead this much is made up for at once.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private readonly long _start = clock.GetTimestamp();
    private double _due;

    /// <summary>Waits until another document may be read.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (perSecond is not { } rate)
            return;
        var now = clock.GetElapsedTime(_start).TotalSeconds;
        // What was not used is not saved up.
        _due = Math.Max(_due, now);
        var ahead = TimeSpan.FromSeconds(_due - now);
        _due += 1.0 / rate;
        if (ahead > Slack)
            await Task.Delay(ahead, clock, cancellationToken);
    }
}

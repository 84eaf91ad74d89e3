using System.Globalization;

namespace JobsGateway.Migration.Live;

/// <summary>Waits after failures, longer each time, and tells of them without filling a log.</summary>
internal sealed class Setbacks(TimeSpan firstDelay, ILiveConsole console, TimeProvider clock)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30), TellInterval = TimeSpan.FromMinutes(1);

    private long _told;
    private bool _hasTold;

    /// <summary>How many failures there were in a row, without any progress between.</summary>
    public int InARow { get; private set; }

    /// <summary>There was progress since the last failure.</summary>
    public void Forget() => InARow = 0;

    /// <summary>Waits after a failure.</summary>
    public async Task WaitAsync(string reason, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromTicks((long)Math.Min(firstDelay.Ticks * Math.Pow(2, InARow), LongestDelay.Ticks));
        InARow++;
        if (!_hasTold || clock.GetElapsedTime(_told) >= TellInterval)
        {
            (_told, _hasTold) = (clock.GetTimestamp(), true);
            console.Tell(string.Create(CultureInfo.InvariantCulture, $"{reason} Nothing is lost; trying again in {delay.TotalSeconds:0.#} s."));
        }

        await Task.Delay(delay, clock, cancellationToken);
    }
}

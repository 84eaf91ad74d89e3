namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Leaves a store alone for a while that can't be asked: thousands of vain attempts a second cost the processor more than the clients' own requests.</summary>
/// <remarks>Measured at 1,000 requests/s on 2 cores with a candidate nobody listens at: without it 3 to 10 ms were added to the clients' p99 (benchmarks/Shadow).</remarks>
internal sealed class StorePause
{
    /// <summary>So many failures in a row begin a pause; each further one makes the next pause twice as long.</summary>
    public const int Failures = 3;

    /// <summary>The first pause.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _failures;
    private long _until;

    /// <summary>Whether it is left alone now.</summary>
    public bool IsOn(TimeProvider clock) => Volatile.Read(ref _failures) >= Failures && clock.GetTimestamp() < Volatile.Read(ref _until);

    /// <summary>It has answered.</summary>
    public void Answered() => Volatile.Write(ref _failures, 0);

    /// <summary>It could not be asked.</summary>
    public void Failed(TimeProvider clock)
    {
        lock (_lock)
        {
            if (IsOn(clock) || ++_failures < Failures)
                return; // What was asked before the pause began says nothing new.
            var pause = Shortest * Math.Pow(2, Math.Min(_failures - Failures, 10));
            Volatile.Write(ref _until, clock.GetTimestamp() + (long)((pause < Longest ? pause : Longest).TotalSeconds * clock.TimestampFrequency));
        }
    }
}

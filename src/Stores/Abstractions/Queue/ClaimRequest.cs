namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>Which jobs to claim.</summary>
/// <param name="Name">The jobs' name.</param>
/// <param name="LeaseDuration">How long the claim lasts unless a heartbeat prolongs it.</param>
public sealed record ClaimRequest(string Name, TimeSpan LeaseDuration)
{
    /// <summary>The most jobs one request gets.</summary>
    public const int MaximumLimit = 100;

    /// <summary>The most jobs to claim, 1 to <see cref="MaximumLimit"/>. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public int Limit
    {
        get;
        init => field = value is >= 1 and <= MaximumLimit
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Limit), value, $"A claim asks for 1 to {MaximumLimit} jobs.");
    } = 1;

    /// <summary>How long the claim lasts unless a heartbeat prolongs it; more than nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is nothing or less.</exception>
    public TimeSpan LeaseDuration { get; init => field = Durations.Positive(value); } = Durations.Positive(LeaseDuration);
}

/// <summary>What came of a claim.</summary>
/// <param name="Jobs">The jobs, in the order they are to be run; empty where none is due.</param>
/// <param name="UnavailableReason">Why the store could not be asked; null where it could.</param>
public sealed record ClaimOutcome(IReadOnlyList<ClaimedJob> Jobs, string? UnavailableReason = null)
{
    /// <summary>The store could not be asked. What it may have claimed all the same is taken back when its lease ends.</summary>
    public static ClaimOutcome Unavailable(string reason) => new([], reason);
}

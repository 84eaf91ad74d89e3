namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>Why an attempt failed, and whether there is another.</summary>
/// <param name="Reason">Shown to clients as <c>failReason</c> once the job fails. A blank one becomes <see cref="Unknown"/>: clients take an empty one for none.</param>
public sealed record JobFailure(string Reason)
{
    /// <summary>The reason of a failure that gave none.</summary>
    public const string Unknown = "The job failed";

    /// <summary>How long to wait before the next attempt; null for no other attempt. Default: null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than nothing.</exception>
    public TimeSpan? Backoff { get; init => field = value is { } backoff ? Durations.NotNegative(backoff, nameof(Backoff)) : null; }

    /// <summary>How many attempts there may be in all; from then on <see cref="Backoff"/> counts for nothing. Default: no bound.</summary>
    public int MaximumAttempts { get; init; } = int.MaxValue;

    /// <summary>When a job that had so many attempts waits for the next one; null where it ends.</summary>
    /// <param name="attempts">The attempts so far, this one included.</param>
    /// <param name="now">The present.</param>
    public DateTimeOffset? NextAttempt(int attempts, DateTimeOffset now) => attempts < MaximumAttempts ? now + Backoff : null;

    /// <summary>What to write into the job; null for nothing.</summary>
    public JobChanges? Changes { get; init; }
}

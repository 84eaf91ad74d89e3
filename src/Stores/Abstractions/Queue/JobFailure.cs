namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>Why an attempt failed, and whether there is another.</summary>
/// <param name="Reason">Shown to clients as <c>failReason</c> once the job fails. A blank one becomes <see cref="Unknown"/>: clients take an empty one for none.</param>
public sealed record JobFailure(string Reason)
{
    /// <summary>The reason of a failure that gave none.</summary>
    public const string Unknown = "The job failed";

    /// <summary>How long to wait before the next attempt; null for no other attempt. Default: null.</summary>
    public TimeSpan? Backoff { get; init; }

    /// <summary>How many attempts there may be in all; from then on <see cref="Backoff"/> counts for nothing. Default: no bound.</summary>
    public int MaximumAttempts { get; init; } = int.MaxValue;

    /// <summary>What to write into the job; null for nothing.</summary>
    public JobChanges? Changes { get; init; }
}

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>Which jobs to take back from workers that died.</summary>
public sealed record ReclaimRequest
{
    /// <summary>Why a job failed whose workers died again and again.</summary>
    public const string WorkerDied = "The worker stopped before the job was done";

    /// <summary>How often a job is claimed in all before it is failed instead of handed out once more: it may be what kills its workers. Default: 5.</summary>
    public int MaximumAttempts { get; init; } = 5;

    /// <summary>The most jobs to take back at once. Default: 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Limit));
            field = value;
        }
    } = 100;
}

/// <summary>What came of it.</summary>
/// <param name="Requeued">Jobs that are due again.</param>
/// <param name="Failed">Jobs that had their attempts.</param>
/// <param name="Cancelled">Jobs whose cancellation was asked for.</param>
/// <param name="UnavailableReason">Why the store could not be asked; null where it could.</param>
public sealed record ReclaimOutcome(int Requeued, int Failed, int Cancelled, string? UnavailableReason = null)
{
    /// <summary>How many jobs were taken back.</summary>
    public int Count => Requeued + Failed + Cancelled;

    /// <summary>The store could not be asked.</summary>
    public static ReclaimOutcome Unavailable(string reason) => new(0, 0, 0, reason);
}

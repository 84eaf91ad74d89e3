namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>How an operation under a lease ended.</summary>
public enum LeaseStatus
{
    /// <summary>The lease was taken back, or the job has ended. Nothing was changed; stop the work.</summary>
    Lost = 0,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>The store could not be asked. It may have been done all the same.</summary>
    Unavailable,
}

/// <summary>What came of an operation under a lease.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="IsCancelRequested">Whether somebody asked to cancel the job.</param>
/// <param name="WillRunAgain">Whether the job waits for another attempt.</param>
/// <param name="UnavailableReason">Why the store could not be asked; null where it could.</param>
public readonly record struct LeaseOutcome(
    LeaseStatus Status, bool IsCancelRequested = false, bool WillRunAgain = false, string? UnavailableReason = null)
{
    /// <summary>The lease was taken back.</summary>
    public static LeaseOutcome Lost => default;

    /// <summary>It was done, and the job has ended or goes on.</summary>
    public static LeaseOutcome Done => new(LeaseStatus.Done);

    /// <summary>The store could not be asked.</summary>
    public static LeaseOutcome Unavailable(string reason) => new(LeaseStatus.Unavailable, UnavailableReason: reason);
}

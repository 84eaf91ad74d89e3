namespace JobsGateway.Stores.Abstractions;

/// <summary>How an operation on a store ended. Stores say it instead of throwing; one place maps it to an HTTP status.</summary>
public enum OutcomeStatus
{
    /// <summary>There is no such job.</summary>
    NotFound = 0,

    /// <summary>The job was found, or the retry was made.</summary>
    Found,

    /// <summary>The job exists and the operation does not apply to it; the reason says why.</summary>
    Refused,

    /// <summary>The store could not be asked; the reason is for the operator, never for the client.</summary>
    Unavailable,
}

/// <summary>What a store answers to a question about one job.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Document">The job, where <paramref name="Status"/> is <see cref="OutcomeStatus.Found"/>.</param>
/// <param name="Reason">Why, where it was refused or the store is unavailable.</param>
/// <param name="RetryAfter">When it is worth asking again, where the store is unavailable and that is known.</param>
public readonly record struct JobOutcome(OutcomeStatus Status, JobDocument Document, string? Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>There is no such job.</summary>
    public static JobOutcome NotFound => default;

    /// <summary>How it ended, without the job: outcomes end up in logs.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";

    /// <summary>The job was found, or the new job was made.</summary>
    public static JobOutcome Found(JobDocument document) => new(OutcomeStatus.Found, document, null);

    /// <summary>The operation does not apply to the job.</summary>
    public static JobOutcome Refused(string reason) => new(OutcomeStatus.Refused, default, reason);

    /// <summary>The store could not be asked.</summary>
    public static JobOutcome Unavailable(string reason) => Unavailable(reason, null);

    /// <summary>The store could not be asked, and is worth asking again after a while.</summary>
    public static JobOutcome Unavailable(string reason, TimeSpan? retryAfter) => new(OutcomeStatus.Unavailable, default, reason, retryAfter);
}

/// <summary>What a store answers to a question about several jobs.</summary>
/// <param name="Documents">The jobs in insertion order; empty where none matches or the store is unavailable.</param>
/// <param name="UnavailableReason">Why the store could not be asked; null where it could.</param>
/// <param name="RetryAfter">When it is worth asking again, where the store is unavailable and that is known.</param>
public sealed record JobsOutcome(IReadOnlyList<JobDocument> Documents, string? UnavailableReason = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The store could not be asked.</summary>
    public static JobsOutcome Unavailable(string reason) => Unavailable(reason, null);

    /// <summary>The store could not be asked, and is worth asking again after a while.</summary>
    public static JobsOutcome Unavailable(string reason, TimeSpan? retryAfter) => new([], reason, retryAfter);
}

/// <summary>A job that was not retried, and why.</summary>
/// <param name="Id">The job.</param>
/// <param name="Reason">The reason, in the words of the contract.</param>
public sealed record SkippedJob(JobId Id, string Reason);

/// <summary>What a store answers to a retry by query.</summary>
/// <param name="Jobs">The new jobs, in ascending order of the original ids; in a dry run the jobs that would be retried.</param>
/// <param name="Skipped">The jobs that matched and can't be retried, in ascending order of their ids.</param>
/// <param name="Remaining">How many matching jobs were not looked at, because the limit was reached or, in a query without ids, a thousand jobs had been refused.</param>
/// <param name="UnavailableReason">
/// Why the store could not be asked; null where it could. Nothing was retried then, unless the reason is that no answer came in time: the store may have
/// retried the jobs all the same.
/// </param>
/// <param name="RetryAfter">When it is worth asking again, where the store is unavailable and that is known.</param>
public sealed record RetryQueryOutcome(
    IReadOnlyList<JobDocument> Jobs,
    IReadOnlyList<SkippedJob> Skipped,
    long Remaining = 0,
    string? UnavailableReason = null,
    TimeSpan? RetryAfter = null)
{
    /// <summary>The store could not be asked.</summary>
    public static RetryQueryOutcome Unavailable(string reason) => Unavailable(reason, null);

    /// <summary>The store could not be asked, and is worth asking again after a while.</summary>
    public static RetryQueryOutcome Unavailable(string reason, TimeSpan? retryAfter) => new([], [], 0, reason, retryAfter);
}

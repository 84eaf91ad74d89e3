namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>The life of a local store's jobs: services enqueue them, workers claim and end them.</summary>
/// <remarks>
/// <para>
/// Implementations are thread-safe, and safe for any number of processes on one store: what excludes each other does so in the database. They answer with
/// outcomes; only <see cref="OperationCanceledException"/>, bugs and what is wrong with the arguments (<see cref="ArgumentException"/>: nothing was changed
/// then) are thrown. <c>QueueConformance</c> in <c>tests/Stores.Conformance</c> is the specification.
/// </para>
/// <para>
/// A claimed job is leased: the worker that holds the <see cref="JobLease"/> may change it until the lease ends, and after that as long as nobody took it
/// back (<see cref="ReclaimAsync"/>). Whoever comes with a lease that was taken back is told so (<see cref="LeaseStatus.Lost"/>), and nothing is changed.
/// Leases are measured by the clocks of the machines: those of workers on one store must agree to well within a lease.
/// </para>
/// <para>Only jobs made here, by <see cref="EnqueueAsync"/> or by a retry, are handed out: imported ones belong to the server they came from.</para>
/// </remarks>
public interface IJobQueue
{
    /// <summary>Makes a job. Found: the new job, as it is stored.</summary>
    /// <remarks>
    /// Refused where its correlation id is taken, by Studio's rule: for a queue job by another queue job that is not failed, for an agenda job by any agenda job.
    /// Of several at once exactly one succeeds. Where the store was unavailable the job may have been made all the same; a correlation id makes it safe to enqueue again.
    /// </remarks>
    ValueTask<JobOutcome> EnqueueAsync(NewJob job, CancellationToken cancellationToken);

    /// <summary>Takes jobs that are due: the highest priority first, then the earliest due, then the first made. Nobody else gets them while their leases last.</summary>
    /// <remarks>Does not wait: where nothing is due it answers with no job. A job is shown as started from here on.</remarks>
    ValueTask<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Lets a lease last <paramref name="duration"/> from now, and writes what is known so far.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="duration">How long it lasts from now on.</param>
    /// <param name="changes">What to write; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask<LeaseOutcome> HeartbeatAsync(JobLease lease, TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken);

    /// <summary>Ends a job as succeeded, also one whose cancellation was asked for meanwhile: what is done is done.</summary>
    /// <param name="lease">The lease; it ends.</param>
    /// <param name="changes">What came of it; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask<LeaseOutcome> CompleteAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken);

    /// <summary>
    /// Ends an attempt as failed: the job waits for the next one, or fails where there is none (<see cref="JobFailure"/>). One that would wait and whose
    /// cancellation was asked for is cancelled.
    /// </summary>
    ValueTask<LeaseOutcome> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken);

    /// <summary>Gives a job back as if it had not been claimed: it is due at once and the attempt does not count. One whose cancellation was asked for is cancelled.</summary>
    ValueTask<LeaseOutcome> ReleaseAsync(JobLease lease, CancellationToken cancellationToken);

    /// <summary>Ends a queue job as cancelled: the worker's answer to <see cref="LeaseOutcome.IsCancelRequested"/>.</summary>
    /// <param name="lease">The lease; it ends.</param>
    /// <param name="changes">What is known of it; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentException">It is an agenda job, which can't be cancelled.</exception>
    ValueTask<LeaseOutcome> ConfirmCancelAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken);

    /// <summary>Cancels a queue job made here. Found: the job as it is now.</summary>
    /// <remarks>
    /// One that waits is <c>cancelled</c> at once. One that a worker holds is <c>cancelRequested</c>; the worker learns it at its next heartbeat. A second
    /// call changes nothing. Refused: a job that has ended, an agenda job, an imported job.
    /// </remarks>
    ValueTask<JobOutcome> CancelAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Takes back jobs whose lease ended: their worker died, or is cut off. They are due again at once, failed where they had
    /// <see cref="ReclaimRequest.MaximumAttempts"/>, or cancelled where that was asked for.</summary>
    ValueTask<ReclaimOutcome> ReclaimAsync(ReclaimRequest request, CancellationToken cancellationToken);
}

namespace JobsGateway.Worker;

/// <summary>Does the work of jobs of one name. One is made for each job, from a scope of its own.</summary>
/// <remarks>
/// A job may be run more than once: by a second worker where the first one died or was cut off, and after the work was done but before that was written. So the
/// work must be safe to do again. <see cref="RunningJob.Id"/> stays the same over all attempts; hand it, or the correlation id, on to whatever must act only once.
/// </remarks>
public interface IJobHandler
{
    /// <summary>Runs a job and says what came of it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">
    /// Cancelled where somebody asked to cancel the job, where another worker may have the job by now, where the time is up
    /// (<see cref="JobWorkerOptions.HandlerTimeout"/>) and where the host stops. Pass it on, and let the <see cref="OperationCanceledException"/> through: the
    /// worker knows which of them it was.
    /// </param>
    /// <returns>What came of it. An exception is a failed attempt; its message is the reason that clients see.</returns>
    Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken);
}

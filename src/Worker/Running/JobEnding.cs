using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Telemetry;

namespace JobsGateway.Worker.Running;

/// <summary>Writes the end of an attempt, again and again while the lease lasts where the store does not answer.</summary>
internal sealed class JobEnding(IJobQueue queue, TimeProvider clock, WorkerLog log, OutageLog outages)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    /// <returns>One of <see cref="RunResults"/>.</returns>
    public async Task<string> WriteAsync(HandlerPlan plan, ClaimedJob job, JobResult result, Exception? exception, HeldLease lease, CancellationToken abandon)
    {
        var written = await WriteOrFailAsync(plan, job, result, lease, abandon);
        if (result.End is JobEnd.RetryLater or JobEnd.Failed)
            log.AttemptFailed(plan.Name, job.Lease.Id, job.Attempt, exception?.GetType().Name ?? "the handler said so", written);
        if (exception is not null)
            log.Thrown(plan.Name, job.Lease.Id, exception);
        return written;
    }

    private async Task<string> WriteOrFailAsync(HandlerPlan plan, ClaimedJob job, JobResult result, HeldLease lease, CancellationToken abandon)
    {
        try
        {
            return await WriteAsync(plan, job, result, lease, abandon);
        }
        catch (ArgumentException e)
        {
            // The work is done or has failed, and what is to be written of it is wrong: another attempt would do the work twice.
            log.NotStorable(plan.Name, job.Lease.Id, e.GetType().Name);
            log.Thrown(plan.Name, job.Lease.Id, e);
            return await WriteAsync(plan, job, JobResult.Failed($"The result can't be stored: {e.Message}"), lease, abandon);
        }
    }

    private async Task<string> WriteAsync(HandlerPlan plan, ClaimedJob job, JobResult result, HeldLease lease, CancellationToken abandon)
    {
        var name = NameOf(result.End);
        var reason = "";
        try
        {
            for (var tries = 0; tries == 0 || lease.Left > TimeSpan.Zero; tries++)
            {
                if (tries > 0)
                    await Task.Delay(Waits.Outage(FirstWait, tries), clock, abandon);
                var outcome = result.End == JobEnd.Lost ? LeaseOutcome.Lost : await TrySendAsync(plan, job, result, abandon);
                switch (outcome.Status)
                {
                    case LeaseStatus.Done:
                        outages.Over();
                        return outcome.WillRunAgain && result.End != JobEnd.Released ? RunResults.Retried : name;
                    case LeaseStatus.Lost when tries > 0:
                        log.WrittenBefore(plan.Name, job.Lease.Id);
                        return name;
                    case LeaseStatus.Lost:
                        log.Lost(plan.Name, job.Lease.Id, job.Attempt);
                        return RunResults.Lost;
                }

                reason = outcome.UnavailableReason ?? reason;
                outages.Tell(reason);
            }
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            reason = "The host has no more time.";
        }

        log.NotWritten(plan.Name, job.Lease.Id, name, reason);
        return RunResults.Unwritten;
    }

    // A store that throws has a bug; the work is done all the same, and its end is worth another try.
    private async Task<LeaseOutcome> TrySendAsync(HandlerPlan plan, ClaimedJob job, JobResult result, CancellationToken abandon)
    {
        try
        {
            return await SendAsync(plan, job, result, abandon);
        }
        catch (Exception e) when (e is not ArgumentException && !abandon.IsCancellationRequested)
        {
            log.StoreFailed(e);
            return LeaseOutcome.Unavailable(e.GetType().Name);
        }
    }

    private ValueTask<LeaseOutcome> SendAsync(HandlerPlan plan, ClaimedJob job, JobResult result, CancellationToken abandon) => result.End switch
    {
        JobEnd.Succeeded => queue.CompleteAsync(job.Lease, result.Changes, abandon),
        JobEnd.Cancelled => queue.ConfirmCancelAsync(job.Lease, result.Changes, abandon),
        JobEnd.Released => queue.ReleaseAsync(job.Lease, abandon),
        JobEnd.RetryLater => queue.FailAsync(
            job.Lease,
            new JobFailure(result.Reason!)
            {
                Backoff = result.Delay ?? Waits.Backoff(plan.Options, job.Attempt),
                MaximumAttempts = plan.Options.MaximumAttempts,
                Changes = result.Changes,
            },
            abandon),
        _ => queue.FailAsync(job.Lease, new JobFailure(result.Reason!) { Changes = result.Changes }, abandon),
    };

    private static string NameOf(JobEnd end) => end switch
    {
        JobEnd.Succeeded => RunResults.Succeeded,
        JobEnd.Cancelled => RunResults.Cancelled,
        JobEnd.Released => RunResults.Released,
        _ => RunResults.Failed,
    };
}

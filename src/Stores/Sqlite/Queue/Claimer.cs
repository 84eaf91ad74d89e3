using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>Hands out jobs inside a write transaction.</summary>
/// <remarks>
/// An entry goes in the transaction that ends its job, and when an import makes the job another server's: so what waits is never a job that has ended.
/// </remarks>
internal sealed class Claimer(WriteSession session, TimeProvider clock)
{
    public ClaimOutcome Claim(ClaimRequest request)
    {
        var queue = new QueueTable(session);
        var now = clock.GetUtcNow();
        var endsAt = now + request.LeaseDuration;
        var token = Guid.NewGuid();
        var jobs = new List<ClaimedJob>();
        foreach (var job in queue.FindWaiting(request, now))
        {
            var document = JobStages.Start(job.Kind, job.Document, now);
            queue.Lease(job, token, endsAt);
            queue.Write(job.Sequence, job.Kind, document);
            jobs.Add(new ClaimedJob(new JobLease(job.Kind, job.Id, token), document, job.Attempts + 1));
        }

        return new ClaimOutcome(jobs);
    }
}

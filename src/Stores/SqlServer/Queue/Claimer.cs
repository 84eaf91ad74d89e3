using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Hands out jobs: leases them in one statement, then shows each as started.</summary>
/// <remarks>
/// Whatever happens in between, nobody else has them while the lease lasts, and after that they are taken back. An entry goes in the transaction that ends
/// its job, and when an import makes the job another server's: so what waits is never a job that has ended.
/// </remarks>
internal sealed class Claimer(QueueStatements statements, TimeProvider clock)
{
    public async Task<ClaimOutcome> ClaimAsync(Session session, ClaimRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var token = Guid.NewGuid();
        var endsAt = ("LeaseEndsAt", (object?)Milliseconds.Before(now + request.LeaseDuration));
        var leased = await QueuedJob.ListAsync(
            session,
            statements.Claim,
            cancellationToken,
            ("Name", IndexedText.Of(request.Name)), ("LeaseToken", token), endsAt, ("Now", Milliseconds.Before(now)), ("Limit", request.Limit));
        var jobs = new List<ClaimedJob>(leased.Count);
        foreach (var job in leased)
        {
            if (await StartAsync(session, job, new JobLease(job.Kind, job.Id, token), now, endsAt, cancellationToken) is { } claimed)
                jobs.Add(claimed);
        }

        return new ClaimOutcome(jobs);
    }

    // Null where it was cancelled between the two: then it ends here. Or where the lease, a very short one, was taken back already.
    private async Task<ClaimedJob?> StartAsync(
        Session session, QueuedJob leased, JobLease lease, DateTimeOffset now, (string, object?) endsAt, CancellationToken cancellationToken)
    {
        var (job, writer) = ((QueuedJob?)leased, new QueueWriter(session));
        for (var attempt = 1; attempt <= QueueWriter.MostAttempts && job is not null; attempt++)
        {
            var token = ("LeaseToken", (object?)lease.Token);
            var document = job.IsCancelRequested ? JobStages.Cancel(job.Document, now) : JobStages.Start(job.Kind, job.Document, now);
            var result = job.IsCancelRequested
                ? await writer.WriteAsync(statements.End, job, document, cancellationToken, token)
                : await writer.WriteAsync(statements.Prolong, job, document, cancellationToken, token, endsAt);
            if (result == WriteResult.Written && !job.IsCancelRequested)
                return new ClaimedJob(lease, document, job.Attempts!.Value);
            if (result != WriteResult.ChangedMeanwhile)
                return null;
            job = await LeaseHolder.FindAsync(session, statements, lease, cancellationToken);
        }

        return job is null ? null : throw new RaceLostException();
    }
}

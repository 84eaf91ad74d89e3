using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Hands out jobs: leases them in one statement, then shows them as started.</summary>
/// <remarks>
/// Whatever happens in between, nobody else has them while the lease lasts, and after that they are taken back. What the server rolled back is run again step
/// by step: begun from the start, a claim would leave what it had leased to lie until then. An entry goes in the transaction that ends its job, and when an
/// import makes the job another server's: so what waits is never a job that has ended.
/// </remarks>
internal sealed class Claimer(StatementCatalog statements, Transactions transactions, TimeProvider clock)
{
    public async Task<ClaimOutcome> ClaimAsync(Session session, ClaimRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var token = Guid.NewGuid();
        var endsAt = ("LeaseEndsAt", (object?)Milliseconds.Before(now + request.LeaseDuration));
        var leased = await transactions.RunAsync(LeaseAsync, cancellationToken);
        if (leased.Count == 0)
            return new ClaimOutcome([]);
        var starts = leased.Select(job => (Job: job, Started: JobStages.Start(job.Kind, job.Document, now))).ToList();
        var areStarted = await transactions.RunAsync(StartAsync, cancellationToken) == leased.Count;
        var jobs = new List<ClaimedJob>(leased.Count);
        foreach (var (job, document) in starts)
        {
            var lease = new JobLease(job.Kind, job.Id, token);
            if (areStarted)
                jobs.Add(new ClaimedJob(lease, document, job.Attempts!.Value));
            else if (await transactions.RunAsync(cancellation => StartAgainAsync(session, lease, now, endsAt, cancellation), cancellationToken) is { } claimed)
                jobs.Add(claimed);
        }

        return new ClaimOutcome(jobs);

        Task<List<QueuedJob>> LeaseAsync(CancellationToken cancellation) => QueuedJob.ListAsync(
            session,
            statements.Claim.Lease,
            cancellation,
            ("Name", IndexedText.Of(request.Name)), ("LeaseToken", token), endsAt, ("Now", Milliseconds.Before(now)), ("Limit", request.Limit));

        Task<int> StartAsync(CancellationToken cancellation)
        {
            var (rows, documents) = StartRows.Of(starts);
            return session.ScalarAsync<int>(statements.Claim.Start, cancellation, ("Rows", rows), ("Documents", documents));
        }
    }

    // One of them was changed between the two, which is rare, so each is looked at: a second start changes nothing. Null where it was cancelled: then it ends
    // here. Or where the lease, a very short one, was taken back already.
    private async Task<ClaimedJob?> StartAgainAsync(
        Session session, JobLease lease, DateTimeOffset now, (string, object?) endsAt, CancellationToken cancellationToken)
    {
        var writer = new QueueWriter(session);
        var token = ("LeaseToken", (object?)lease.Token);
        for (var attempt = 1; attempt <= QueueWriter.MostAttempts; attempt++)
        {
            if (await LeaseHolder.FindAsync(session, statements.Queue, lease, cancellationToken) is not { } job)
                return null;
            var document = job.IsCancelRequested ? JobStages.Cancel(job.Document, now) : JobStages.Start(job.Kind, job.Document, now);
            var result = job.IsCancelRequested
                ? await writer.WriteAsync(statements.Queue.End, job, document, cancellationToken, token)
                : await writer.WriteAsync(statements.Queue.Prolong, job, document, cancellationToken, token, endsAt);
            if (result == WriteResult.Written && !job.IsCancelRequested)
                return new ClaimedJob(lease, document, job.Attempts!.Value);
            if (result != WriteResult.ChangedMeanwhile)
                return null;
        }

        throw new RaceLostException();
    }
}

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>The right to change a claimed job.</summary>
/// <param name="Kind">The job's kind.</param>
/// <param name="Id">The job.</param>
/// <param name="Token">Tells this claim from every other.</param>
public readonly record struct JobLease(JobKind Kind, JobId Id, Guid Token);

/// <summary>A job that a worker holds.</summary>
/// <param name="Lease">The right to change it.</param>
/// <param name="Document">The job as it is now: started.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
public sealed record ClaimedJob(JobLease Lease, JobDocument Document, int Attempt)
{
    /// <summary>Which job and attempt, without what the job holds: it ends up in logs.</summary>
    public override string ToString() => $"{Lease.Kind} job {Lease.Id}, attempt {Attempt}";
}

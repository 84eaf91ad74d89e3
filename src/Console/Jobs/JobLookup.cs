namespace JobsGateway.WebConsole.Jobs;

/// <summary>By what a job is looked for.</summary>
internal enum JobKey
{
    /// <summary>Its id.</summary>
    Id,

    /// <summary>The correlation id in its data.</summary>
    CorrelationId,

    /// <summary>The external id in its data; several jobs may have it.</summary>
    ExternalId,
}

/// <summary>What was found.</summary>
/// <param name="Job">The job; null where none was found, or several.</param>
/// <param name="Others">Ids and names of jobs to choose from.</param>
/// <param name="Store">The store that answered.</param>
/// <param name="Problem">Why there is nothing; null where there is.</param>
internal sealed record JobLookup(JobDocument? Job, IReadOnlyList<JobName> Others, string? Store, string? Problem);

/// <summary>A job in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, or what is known of it.</param>
/// <param name="State">Its state.</param>
/// <param name="Note">What else is to be known.</param>
public sealed record JobName(string Id, string Name, string State, string? Note = null)
{
    internal static JobName Of(JobDocument job) => new(job.Id, job.Name, job.State, job.FailReason);
}

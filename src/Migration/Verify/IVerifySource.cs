using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>One of two sides that are compared.</summary>
public interface IVerifySource : IJobScanner, IAsyncDisposable
{
    /// <summary>What it is called in reports; without secrets.</summary>
    string Name { get; }

    /// <summary>One job as it is now; null where there is none.</summary>
    /// <remarks>Not as a fetch by id, which finds the agenda job where both kinds have the id.</remarks>
    ValueTask<JobDocument?> FindAsync(JobKind kind, JobId id, CancellationToken cancellationToken);

    /// <summary>The documents that are no jobs, as far as it was scanned.</summary>
    IEnumerable<RejectedDocument> Rejected { get; }
}

/// <summary>A document that can't be converted, and so can't be compared.</summary>
/// <param name="Kind">The kind of job it should have been.</param>
/// <param name="Place">Where it is, as in <c>line 5 of agendaJobs.json</c>; nothing of what it holds.</param>
public readonly record struct RejectedDocument(JobKind Kind, string Place);

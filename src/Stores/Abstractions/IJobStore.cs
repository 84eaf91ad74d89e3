namespace JobsGateway.Stores.Abstractions;

/// <summary>A local store: it owns jobs and answers the operations itself.</summary>
/// <remarks>
/// Implementations are thread-safe. They answer with outcomes; only <see cref="OperationCanceledException"/>, bugs and what a member names are thrown.
/// The conformance suite in <c>tests/Stores.Conformance</c> is the specification.
/// </remarks>
public interface IJobStore : IAsyncDisposable
{
    /// <summary>Makes the store ready: opens it, creates or migrates what it needs. Called before any other member, and not again once it has succeeded.</summary>
    /// <exception cref="JobStoreUnreachableException">The database can't be reached now. It is called again after a while, until it succeeds.</exception>
    /// <exception cref="JobStoreException">The store can't be made ready; the message says what to do.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Finds a job by id: agenda jobs first, then queue jobs.</summary>
    ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Finds the first inserted agenda job whose <c>data.correlationId</c> is, or as an array holds, exactly this string.</summary>
    ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken);

    /// <summary>Finds the queue jobs whose <c>data.externalId</c> is exactly this string, in insertion order.</summary>
    ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken);

    /// <summary>Retries one job: a queue job with this id, else an agenda job. The outcome's document is the new job as a retry shows it.</summary>
    /// <remarks>Atomic: either the new job exists and the original links to it, or nothing changed. Of several retries at once exactly one succeeds.</remarks>
    ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Retries all jobs that match, each decided on its own, in ascending order of their ids, in one transaction.</summary>
    ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken);

    /// <summary>Whether the store holds no job at all. Asked at start only.</summary>
    /// <exception cref="JobStoreException">The store could not be asked; the message says why.</exception>
    ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken);
}

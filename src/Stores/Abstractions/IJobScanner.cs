namespace JobsGateway.Stores.Abstractions;

/// <summary>A store whose jobs can be read one after the other, in ascending order of their ids.</summary>
public interface IJobScanner
{
    /// <summary>Reads the jobs of one kind, in short reads: writers are not held up, and memory stays the same however many there are.</summary>
    /// <remarks>A job that is there during the whole scan is seen exactly once, as it was at some moment of it. One that comes or goes meanwhile is seen or not.</remarks>
    /// <param name="kind">The kind of job.</param>
    /// <param name="after">Where to begin: after this id, whether there is such a job or not; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="JobStoreException">The store could not be asked; the message says why. What was seen before counts.</exception>
    IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, CancellationToken cancellationToken);
}

/// <summary>A job that a scan has come to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">The document as a client sees it.</param>
public readonly record struct ScannedJob(JobId Id, JobDocument Document);

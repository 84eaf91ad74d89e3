using System.Runtime.CompilerServices;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Reads jobs page after page, each page beginning after the last id of the one before.</summary>
public static class JobPages
{
    /// <summary>The most jobs of a page.</summary>
    public const int MostJobs = 500;

    /// <summary>A page ends with the job that brings its documents to this many bytes: a job may be 16 MB.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>All jobs of all pages.</summary>
    /// <param name="readPage">Reads the jobs that come after an id in their order, at least one where there is one.</param>
    /// <param name="after">Where to begin; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async IAsyncEnumerable<ScannedJob> ReadAsync(
        Func<JobId?, CancellationToken, ValueTask<IReadOnlyList<ScannedJob>>> readPage,
        JobId? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await readPage(after, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var job in page)
                yield return job;
            after = page[^1].Id;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}

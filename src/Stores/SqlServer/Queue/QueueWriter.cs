using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Writes what becomes of a job and its entry, where both still are as they were read.</summary>
internal sealed class QueueWriter(Session session)
{
    /// <summary>How often a job is read and decided on, as long as somebody changes it in between.</summary>
    public const int MostAttempts = 10;

    /// <summary>Runs a statement with <see cref="JobUpdate"/>.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="job">The job as it was read.</param>
    /// <param name="document">The job as it is to be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="entry">The values of the entry.</param>
    public async Task<WriteResult> WriteAsync(
        Statement statement, QueuedJob job, JobDocument document, CancellationToken cancellationToken, params (string Name, object? Value)[] entry)
    {
        var index = JobIndex.Read(job.Kind, document);
        return (WriteResult)await session.ScalarAsync<int>(
            statement,
            cancellationToken,
            [
                .. JobColumns.ValuesOf(index),
                ("Version", job.Version),
                ("FailedAt", Milliseconds.Before(index.FailedAt)),
                ("RetryJob", IndexedText.Of(index.RetryJob)),
                ("Document", document.Utf8.ToArray()),
                .. entry,
            ]);
    }
}

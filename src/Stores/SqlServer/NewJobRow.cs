using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>The values of a job that is made here, for <see cref="JobInsert"/>.</summary>
internal static class NewJobRow
{
    /// <param name="index">What is indexed of the job.</param>
    /// <param name="document">The job.</param>
    /// <param name="retryOf">The job it retries; null for none.</param>
    /// <param name="heldCorrelationId">The correlation id no other job made here may have meanwhile; null for none.</param>
    /// <param name="entry">Its entry in the queue; null for a job without a name, which no worker could claim.</param>
    public static (string Name, object? Value)[] Of(JobIndex index, JobDocument document, JobId? retryOf, string? heldCorrelationId, QueueEntry? entry) =>
        [
            .. JobColumns.ValuesOf(index),
            ("RetryOf", retryOf?.ToString()),
            ("HeldCorrelationId", IndexedText.Of(heldCorrelationId)),
            ("Document", document.Utf8.ToArray()),
            ("Priority", entry?.Priority),
            ("DueAt", Milliseconds.Before(entry?.DueAt)),
        ];
}

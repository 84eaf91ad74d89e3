namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>A queue that can say how much is in it; optional, for metrics.</summary>
public interface IJobQueueDepth
{
    /// <summary>Counts the jobs that have not ended, in few rows or by an index: it is asked every half minute. Null where the store is unavailable.</summary>
    ValueTask<QueueDepth?> CountAsync(CancellationToken cancellationToken);
}

/// <summary>How much is in a queue.</summary>
/// <param name="Due">Jobs that could be claimed now.</param>
/// <param name="Later">Jobs that become due later.</param>
/// <param name="Running">Jobs that a worker holds.</param>
public sealed record QueueDepth(long Due, long Later, long Running);

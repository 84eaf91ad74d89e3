using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.SqlServer;

public sealed partial class SqlServerJobStore : IJobQueueDepth
{
    /// <inheritdoc/>
    public ValueTask<QueueDepth?> CountAsync(CancellationToken cancellationToken) => AskAsync(
        _clock.GetUtcNow(),
        static async (store, now, token) =>
        {
            await using var session = await store._connections.OpenAsync(token);
            return (await session.QueryAsync<QueueDepth>(store._statements.Queue.Depth, token, ("Now", Milliseconds.Before(now)))).Single();
        },
        static QueueDepth? (_, _) => null,
        cancellationToken);
}

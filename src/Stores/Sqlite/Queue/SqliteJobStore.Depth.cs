using Dapper;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Sqlite.Queue;

namespace JobsGateway.Stores.Sqlite;

public sealed partial class SqliteJobStore : IJobQueueDepth
{
    /// <inheritdoc/>
    public ValueTask<QueueDepth?> CountAsync(CancellationToken cancellationToken) => Read(
        _clock.GetUtcNow().ToUnixTimeMilliseconds(),
        static (session, now) => session.Connection.QuerySingle<QueueDepth>(QueueTable.Depth, new { Now = now }),
        static QueueDepth? (_) => null,
        cancellationToken);
}

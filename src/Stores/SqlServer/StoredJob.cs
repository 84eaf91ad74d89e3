using System.Data;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>A row of Jobs as a retry reads it.</summary>
internal sealed record StoredJob(JobKind Kind, JobId Id, long Sequence, int Version, JobDocument Document)
{
    /// <summary>Reads the first row of a statement of <see cref="RetryStatements"/>; null where there is none.</summary>
    public static async Task<StoredJob?> FirstAsync(
        Session session, Statement statement, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        (await ListAsync(session, statement, CommandBehavior.SingleRow, cancellationToken, values)).FirstOrDefault();

    /// <summary>Reads all rows.</summary>
    public static async Task<List<StoredJob>> ListAsync(
        Session session, Statement statement, CommandBehavior behavior, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
    {
        var jobs = new List<StoredJob>();
        await using var reader = await session.ReadAsync(statement, behavior, cancellationToken, values);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (kind, id, sequence, version) = ((JobKind)reader.GetByte(0), JobId.Parse(reader.GetString(1)), reader.GetInt64(2), reader.GetInt32(3));
            jobs.Add(new StoredJob(kind, id, sequence, version, await DocumentReader.ReadAsync(reader, 5, isFirstRow: jobs.Count == 0, cancellationToken)));
        }

        return jobs;
    }
}

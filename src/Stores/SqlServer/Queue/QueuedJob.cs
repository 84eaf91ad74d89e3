using System.Data;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>A job with its entry in the queue, as it was read.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">A change applies to this version only.</param>
/// <param name="Attempts">How often it was claimed; null where it has no entry.</param>
/// <param name="IsCancelRequested">Whether somebody asked to cancel it.</param>
/// <param name="LeaseToken">Of the worker that holds it; null where it waits or has no entry.</param>
/// <param name="IsImported">Whether it was imported.</param>
/// <param name="Document">The document.</param>
internal sealed record QueuedJob(
    JobKind Kind, JobId Id, int Version, int? Attempts, bool IsCancelRequested, Guid? LeaseToken, bool IsImported, JobDocument Document)
{
    /// <summary>Its document with what a worker found out.</summary>
    public JobDocument Changed(JobChanges? changes, DateTimeOffset now) => changes is null ? Document : JobStages.Change(Kind, Document, changes, now);

    /// <summary>Reads the rows of a statement of <see cref="QueueStatements"/>.</summary>
    public static async Task<List<QueuedJob>> ListAsync(
        Session session, Statement statement, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
    {
        var jobs = new List<QueuedJob>();
        await using var reader = await session.ReadAsync(statement, CommandBehavior.Default, cancellationToken, values);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (kind, id, version) = ((JobKind)reader.GetByte(0), JobId.Parse(reader.GetString(1)), reader.GetInt32(2));
            int? attempts = reader.IsDBNull(3) ? null : reader.GetInt32(3);
            var isCancelRequested = !reader.IsDBNull(4) && reader.GetBoolean(4);
            Guid? leaseToken = reader.IsDBNull(5) ? null : reader.GetGuid(5);
            var isImported = reader.GetBoolean(6);
            var document = await DocumentReader.ReadAsync(reader, 8, isFirstRow: jobs.Count == 0, cancellationToken);
            jobs.Add(new QueuedJob(kind, id, version, attempts, isCancelRequested, leaseToken, isImported, document));
        }

        return jobs;
    }
}

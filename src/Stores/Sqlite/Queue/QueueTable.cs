using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>The table QueueEntries and the jobs it names, inside a write transaction. What is read stays true until the transaction ends: nobody writes beside it.</summary>
internal sealed class QueueTable(WriteSession session)
{
    /// <summary>In the order they are to be run: the index has it.</summary>
    internal const string Waiting =
        QueuedJob.Select +
        """
        FROM QueueEntries AS q JOIN Jobs AS j ON j.Sequence = q.Sequence
        WHERE q.LeaseToken IS NULL AND q.Name = CAST(@Name AS TEXT) AND q.DueAt <= @Now
        ORDER BY q.Priority DESC, q.DueAt, q.Sequence LIMIT @Limit
        """;

    internal const string HasWaiting =
        "SELECT EXISTS (SELECT 1 FROM QueueEntries WHERE LeaseToken IS NULL AND Name = CAST(@Name AS TEXT) AND DueAt <= @Now)";

    /// <summary>How much there is, along the two indexes: of what waits, and of what is leased.</summary>
    internal const string Depth =
        """
        SELECT
            (SELECT COUNT(*) FROM QueueEntries WHERE LeaseToken IS NULL AND DueAt <= @Now) AS Due,
            (SELECT COUNT(*) FROM QueueEntries WHERE LeaseToken IS NULL AND DueAt > @Now) AS Later,
            (SELECT COUNT(*) FROM QueueEntries WHERE LeaseToken IS NOT NULL) AS Running
        """;

    internal const string Expired =
        QueuedJob.Select +
        """
        FROM QueueEntries AS q JOIN Jobs AS j ON j.Sequence = q.Sequence
        WHERE q.LeaseToken IS NOT NULL AND q.LeaseEndsAt <= @Now
        ORDER BY q.LeaseEndsAt LIMIT @Limit
        """;

    internal const string Held =
        QueuedJob.Select + "FROM Jobs AS j JOIN QueueEntries AS q ON q.Sequence = j.Sequence WHERE j.Id = @Id AND j.Kind = @Kind AND q.LeaseToken = @Token";

    /// <summary>Adds the entry of a job that was inserted before.</summary>
    public void Insert(QueueEntry entry) => session.Execute(
        """
        INSERT INTO QueueEntries (Sequence, Name, Priority, DueAt, Attempts, IsCancelRequested)
        SELECT Sequence, CAST(@Name AS TEXT), @Priority, @DueAt, 0, 0 FROM Jobs WHERE Id = @Id AND Kind = @Kind
        """,
        new { Name = JobColumns.Utf8(entry.Name), entry.Priority, DueAt = entry.DueAt.ToUnixTimeMilliseconds(), Id = entry.Id.ToString(), Kind = (int)entry.Kind });

    public IReadOnlyList<QueuedJob> FindWaiting(ClaimRequest request, DateTimeOffset now) =>
        [.. session.Query<QueuedJob>(Waiting, new { Name = JobColumns.Utf8(request.Name), Now = now.ToUnixTimeMilliseconds(), request.Limit })];

    public IReadOnlyList<QueuedJob> FindExpired(int limit, DateTimeOffset now) =>
        [.. session.Query<QueuedJob>(Expired, new { Now = now.ToUnixTimeMilliseconds(), Limit = limit })];

    /// <summary>The job of a lease; null where the lease was taken back or the job has ended. That its time is over takes nothing away.</summary>
    public QueuedJob? FindHeld(JobLease lease) =>
        session.Query<QueuedJob>(Held, new { Id = lease.Id.ToString(), Kind = (int)lease.Kind, Token = lease.Token.ToString() }).FirstOrDefault();

    public void Lease(QueuedJob job, Guid token, DateTimeOffset endsAt) => session.Execute(
        "UPDATE QueueEntries SET LeaseToken = @Token, LeaseEndsAt = @EndsAt, Attempts = Attempts + 1 WHERE Sequence = @Sequence",
        new { Token = token.ToString(), EndsAt = endsAt.ToUnixTimeMilliseconds(), job.Sequence });

    public void Prolong(QueuedJob job, DateTimeOffset endsAt) => session.Execute(
        "UPDATE QueueEntries SET LeaseEndsAt = @EndsAt WHERE Sequence = @Sequence", new { EndsAt = endsAt.ToUnixTimeMilliseconds(), job.Sequence });

    /// <summary>Puts a job back among those that wait.</summary>
    /// <param name="job">The job.</param>
    /// <param name="dueAt">When it is due.</param>
    /// <param name="attempts">The attempts that count.</param>
    /// <param name="failure">Why the last one failed; null where it did not.</param>
    public void Requeue(QueuedJob job, DateTimeOffset dueAt, int attempts, string? failure = null) => session.Execute(
        """
        UPDATE QueueEntries
        SET LeaseToken = NULL, LeaseEndsAt = NULL, DueAt = @DueAt, Attempts = @Attempts, LastFailure = COALESCE(CAST(@Failure AS TEXT), LastFailure)
        WHERE Sequence = @Sequence
        """,
        new { DueAt = dueAt.ToUnixTimeMilliseconds(), Attempts = attempts, Failure = JobColumns.Utf8(failure), job.Sequence });

    public void RequestCancel(long sequence) =>
        session.Execute("UPDATE QueueEntries SET IsCancelRequested = 1 WHERE Sequence = @Sequence", new { Sequence = sequence });

    /// <summary>Takes a job that has ended out of the queue.</summary>
    public void Remove(long sequence) => session.Execute("DELETE FROM QueueEntries WHERE Sequence = @Sequence", new { Sequence = sequence });

    /// <summary>Writes a job's document and what is indexed of it.</summary>
    public void Write(long sequence, JobKind kind, JobDocument document) => session.Update(sequence, JobIndex.Read(kind, document), document);
}

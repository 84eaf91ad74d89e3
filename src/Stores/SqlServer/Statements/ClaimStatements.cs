using System.Data;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The statements of a claim: two round trips, however many jobs it gets.</summary>
internal sealed class ClaimStatements(string schema)
{
    /// <summary>How many places a worker that lost a race chooses from: enough for those of a few machines, and all near the first.</summary>
    private const int Places = 32;

    /// <summary>What others are writing is passed over, also where they began with the other index: waiting for them would be a deadlock.</summary>
    private const string PassOver = "WITH (UPDLOCK, READPAST, ROWLOCK)";

    private const string Due = "w.Name = @Name AND w.LeaseToken IS NULL AND w.DueAt <= @Now";

    /// <summary>Leases jobs that are due, and reads them.</summary>
    /// <remarks>
    /// <para>
    /// Where the server keeps the hints, workers pass over what others are taking. It is correct without: only the one whose update still finds the entry free
    /// has it, and whoever comes away with nothing although something is due looks again. Each turn somebody gets a job, so it ends. So that not all of them
    /// go after the same job again, they look in another place each, among jobs of the highest priority. A turn that got nothing is rolled back, for which
    /// the server waits for no disk: whoever lost a row holds a lock on it until then.
    /// </para>
    /// <para>They are read before they are committed: an error, or a cancelled wait, takes the claim back.</para>
    /// </remarks>
    public Statement Lease { get; } = new(
        "ClaimLease",
        $"""
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        DECLARE @Lowest int = {int.MinValue}, @Skip int = 0;
        WHILE @Lowest IS NOT NULL
        BEGIN
            BEGIN TRANSACTION;
            UPDATE q SET LeaseToken = @LeaseToken, LeaseEndsAt = @LeaseEndsAt, Attempts = q.Attempts + 1
            FROM [{schema}].[QueueEntries] AS q {PassOver}
            JOIN
            (
                SELECT w.Id, w.Kind
                FROM [{schema}].[QueueEntries] AS w {PassOver}
                WHERE {Due} AND w.Priority >= @Lowest
                ORDER BY w.Priority DESC, w.DueAt, w.Sequence
                OFFSET @Skip ROWS FETCH NEXT @Limit ROWS ONLY
            ) AS x ON x.Id = q.Id AND x.Kind = q.Kind
            WHERE q.LeaseToken IS NULL;
            IF @@ROWCOUNT > 0
                BREAK;
            ROLLBACK TRANSACTION;
            SET @Skip = CASE WHEN @Skip = 0 THEN @Limit * CONVERT(int, RAND() * {Places}) ELSE 0 END;
            SET @Lowest = (SELECT TOP (1) w.Priority FROM [{schema}].[QueueEntries] AS w {PassOver} WHERE {Due} ORDER BY w.Priority DESC);
        END
        SELECT {QueueStatements.Columns}
        FROM [{schema}].[QueueEntries] AS q
        JOIN [{schema}].[Jobs] AS j ON j.Id = q.Id AND j.Kind = q.Kind
        WHERE q.LeaseToken IS NOT NULL AND q.LeaseEndsAt = @LeaseEndsAt AND q.LeaseToken = @LeaseToken
        ORDER BY q.Priority DESC, q.DueAt, q.Sequence;
        IF @@TRANCOUNT > 0
            COMMIT TRANSACTION;
        """,
        JobColumn.Text("Name"),
        new Parameter("LeaseToken", SqlDbType.UniqueIdentifier),
        new Parameter("LeaseEndsAt", SqlDbType.DateTime2, 0, 3),
        new Parameter("Now", SqlDbType.DateTime2, 0, 3),
        new Parameter("Limit", SqlDbType.Int));

    /// <summary>Shows leased jobs as started, each where nobody changed it since it was read; gives how many those are.</summary>
    /// <remarks>
    /// The entries need no look: whatever ends a lease, or asks for a cancellation, changes the job's version in the same transaction. A start changes nothing
    /// that is indexed but the status.
    /// </remarks>
    public Statement Start { get; } = new(
        "ClaimStart",
        $"""
        SET NOCOUNT ON;
        UPDATE j SET Status = r.Status, Document = SUBSTRING(@Documents, r.Start, r.Length), Version = j.Version + 1
        FROM [{schema}].[Jobs] AS j
        JOIN OPENJSON(@Rows) WITH
        (
            Id char(24) '$.Id',
            Kind tinyint '$.Kind',
            Version int '$.Version',
            Status nvarchar({JobColumn.TextLength}) '$.Status',
            Start bigint '$.Start',
            Length int '$.Length'
        ) AS r ON r.Id COLLATE {JobColumn.Collation} = j.Id AND r.Kind = j.Kind
        WHERE j.Version = r.Version;
        SELECT @@ROWCOUNT;
        """,
        JobColumn.List("Rows"),
        JobColumn.Document with { Name = "Documents" });

    public IEnumerable<Statement> All => [Lease, Start];
}

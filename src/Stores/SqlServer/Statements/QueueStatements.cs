using System.Data;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The statements of the queue.</summary>
internal sealed class QueueStatements
{
    /// <summary>A <see cref="Queue.QueuedJob"/>, of a row of Jobs named <c>j</c> and one of QueueEntries named <c>q</c>.</summary>
    internal const string Columns =
        "j.Kind, j.Id, j.Version, q.Attempts, q.IsCancelRequested, q.LeaseToken, " +
        "CONVERT(bit, CASE WHEN j.SourceHash IS NULL THEN 0 ELSE 1 END) AS IsImported, " + FetchStatements.Document;

    private static readonly Parameter LeaseToken = new(nameof(LeaseToken), SqlDbType.UniqueIdentifier);
    private static readonly Parameter LeaseEndsAt = new(nameof(LeaseEndsAt), SqlDbType.DateTime2, 0, 3);
    private static readonly Parameter Now = new(nameof(Now), SqlDbType.DateTime2, 0, 3);
    private static readonly Parameter Attempts = new(nameof(Attempts), SqlDbType.Int);
    private static readonly Parameter LastFailure = JobColumn.Text(nameof(LastFailure));
    private static readonly Parameter Limit = new(nameof(Limit), SqlDbType.Int);

    /// <param name="schema">The schema's name.</param>
    public QueueStatements(string schema)
    {
        var held = $"[{schema}].[QueueEntries] AS q WHERE q.Id = @Id AND q.Kind = @Kind AND q.LeaseToken = @LeaseToken";
        var requeue =
            $"""
            UPDATE q SET LeaseToken = NULL, LeaseEndsAt = NULL, DueAt = @DueAt, Attempts = @Attempts, LastFailure = COALESCE(@LastFailure, q.LastFailure)
            FROM {held}
            """;
        Parameter[] requeueParameters = [LeaseToken, JobColumn.DueAt, Attempts, LastFailure];

        Enqueue = new Statement(
            "Enqueue",
            $"""
            SET NOCOUNT ON;
            SET XACT_ABORT ON;
            BEGIN TRANSACTION;
            {JobInsert.Sql(schema)}
            COMMIT TRANSACTION;
            """,
            JobInsert.Parameters);
        HasAgendaHolder = new Statement(
            "QueueHasAgendaHolder",
            $"""
            SELECT COUNT(*) FROM
            (
                SELECT TOP (1) a.Id FROM [{schema}].[Jobs] AS a WHERE a.CorrelationId = @CorrelationId AND a.Kind = 0
                UNION ALL
                SELECT TOP (1) c.Id FROM [{schema}].[JobCorrelations] AS c WHERE c.CorrelationId = @CorrelationId AND c.Kind = 0
            ) AS f
            """,
            JobColumn.Text("CorrelationId"));
        Held = new Statement(
            "QueueHeld",
            $"""
            SELECT {Columns}
            FROM [{schema}].[Jobs] AS j
            JOIN [{schema}].[QueueEntries] AS q ON q.Id = j.Id AND q.Kind = j.Kind
            WHERE j.Id = @Id AND j.Kind = @Kind AND q.LeaseToken = @LeaseToken
            """,
            JobColumn.Id, JobColumn.Kind, LeaseToken);
        Expired = new Statement(
            "QueueExpired",
            $"""
            SELECT TOP (@Limit) {Columns}
            FROM [{schema}].[QueueEntries] AS q
            JOIN [{schema}].[Jobs] AS j ON j.Id = q.Id AND j.Kind = q.Kind
            WHERE q.LeaseToken IS NOT NULL AND q.LeaseEndsAt <= @Now
            ORDER BY q.LeaseEndsAt
            """,
            Limit, Now);
        Depth = new Statement(
            "QueueDepth",
            $"""
            SELECT
                (SELECT COUNT_BIG(*) FROM [{schema}].[QueueEntries] WHERE LeaseToken IS NULL AND DueAt <= @Now) AS Due,
                (SELECT COUNT_BIG(*) FROM [{schema}].[QueueEntries] WHERE LeaseToken IS NULL AND DueAt > @Now) AS Later,
                (SELECT COUNT_BIG(*) FROM [{schema}].[QueueEntries] WHERE LeaseToken IS NOT NULL) AS Running
            """,
            Now);
        ByIdQueueFirst = new Statement(
            "QueueJobById",
            $"""
            SELECT TOP (1) {Columns}
            FROM [{schema}].[Jobs] AS j
            LEFT JOIN [{schema}].[QueueEntries] AS q ON q.Id = j.Id AND q.Kind = j.Kind
            WHERE j.Id = @Id
            ORDER BY j.Kind DESC
            """,
            JobColumn.Id);
        Beat = new Statement(
            "QueueBeat",
            $"""
            UPDATE q SET LeaseEndsAt = @LeaseEndsAt
            OUTPUT inserted.IsCancelRequested
            FROM {held}
            """,
            JobColumn.Id, JobColumn.Kind, LeaseToken, LeaseEndsAt);

        Prolong = Update("QueueProlong", $"UPDATE q SET LeaseEndsAt = @LeaseEndsAt FROM {held}", LeaseToken, LeaseEndsAt);
        End = Update("QueueEnd", $"DELETE q FROM {held}", LeaseToken);
        EndExpired = Update("QueueEndExpired", $"DELETE q FROM {held} AND q.LeaseEndsAt <= @Now", LeaseToken, Now);
        Requeue = Update("QueueRequeue", requeue, requeueParameters);
        RequeueExpired = Update("QueueRequeueExpired", requeue + " AND q.LeaseEndsAt <= @Now", [.. requeueParameters, Now]);
        RequestCancel = Update("QueueRequestCancel", $"UPDATE q SET IsCancelRequested = 1 FROM {held}", LeaseToken);
        RemoveWaiting = Update(
            "QueueRemoveWaiting", $"DELETE q FROM [{schema}].[QueueEntries] AS q WHERE q.Id = @Id AND q.Kind = @Kind AND q.LeaseToken IS NULL");

        Statement Update(string name, string entry, params IReadOnlyList<Parameter> parameters) =>
            new(name, JobUpdate.Sql(schema, entry), [.. JobUpdate.Parameters, .. parameters]);
    }

    /// <summary>Makes a job.</summary>
    public Statement Enqueue { get; }

    /// <summary>How many of the two places name an agenda job with a correlation id.</summary>
    public Statement HasAgendaHolder { get; }

    /// <summary>The job of a lease.</summary>
    public Statement Held { get; }

    /// <summary>Jobs whose lease ended, the longest ended first.</summary>
    public Statement Expired { get; }

    /// <summary>How much is in the queue, by its two indexes.</summary>
    public Statement Depth { get; }

    /// <summary>The job a cancellation means, queued or not: the queue job where both kinds have the id.</summary>
    public Statement ByIdQueueFirst { get; }

    /// <summary>Prolongs a lease and writes nothing else.</summary>
    public Statement Beat { get; }

    /// <summary>Prolongs a lease and writes the job.</summary>
    public Statement Prolong { get; }

    /// <summary>Ends a leased job.</summary>
    public Statement End { get; }

    /// <summary>Ends a job whose lease ended and was not prolonged since.</summary>
    public Statement EndExpired { get; }

    /// <summary>Puts a leased job back among those that wait.</summary>
    public Statement Requeue { get; }

    /// <summary>The same where its lease ended and was not prolonged since.</summary>
    public Statement RequeueExpired { get; }

    /// <summary>Tells the worker that holds a job to stop.</summary>
    public Statement RequestCancel { get; }

    /// <summary>Ends a job that waits.</summary>
    public Statement RemoveWaiting { get; }

    public IEnumerable<Statement> All =>
    [
        Enqueue, HasAgendaHolder, Held, Expired, Depth, ByIdQueueFirst, Beat, Prolong, End, EndExpired, Requeue, RequeueExpired, RequestCancel, RemoveWaiting,
    ];
}

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The statements of a retry.</summary>
internal sealed class RetryStatements(string schema)
{
    private const string Columns = "j.Kind, j.Id, j.Sequence, j.Version, " + FetchStatements.Document;

    private static readonly IReadOnlyList<Parameter> ClaimParameters =
        [JobColumn.Version, JobColumn.Text("RetryJob"), JobColumn.Document with { Name = "Linked" }, .. JobInsert.Parameters];

    /// <summary>The job a retry by id means: the queue job where both kinds have the id.</summary>
    public Statement ByIdQueueFirst { get; } = new(
        "RetryJobById", $"SELECT TOP (1) {Columns} FROM [{schema}].[Jobs] AS j WHERE j.Id = @Id ORDER BY j.Kind DESC", JobColumn.Id);

    /// <summary>One job of a retry by query, again.</summary>
    public Statement ByKey { get; } = new(
        "RetryJobByKey", $"SELECT {Columns} FROM [{schema}].[Jobs] AS j WHERE j.Id = @Id AND j.Kind = @Kind", JobColumn.Id, JobColumn.Kind);

    /// <summary>Some jobs of a retry by query, of both kinds.</summary>
    public Statement ByIds { get; } = new(
        "RetryJobsByIds", $"SELECT {Columns} FROM [{schema}].[Jobs] AS j WHERE {RetryCandidates.AmongIds} ORDER BY j.Id, j.Kind DESC", JobColumn.List("Ids"));

    /// <summary>The first inserted queue job, not failed, that has a correlation id.</summary>
    public Statement Holder { get; } = new(
        "RetryHolder",
        $"""
        SELECT {FetchStatements.Document}
        FROM [{schema}].[Jobs] AS j
        WHERE j.Kind = 1 AND j.Id =
        (
            SELECT TOP (1) f.Id
            FROM
            (
                SELECT s.Id, s.Sequence
                FROM (SELECT TOP (1) a.Id, a.Sequence FROM [{schema}].[Jobs] AS a
                    WHERE a.CorrelationId = @CorrelationId AND a.Kind = 1 AND a.Sequence <> @Sequence AND (a.Status IS NULL OR a.Status <> N'failed')
                    ORDER BY a.Sequence) AS s
                UNION ALL
                SELECT m.Id, m.Sequence
                FROM (SELECT TOP (1) c.Id, c.Sequence FROM [{schema}].[JobCorrelations] AS c
                    JOIN [{schema}].[Jobs] AS b ON b.Id = c.Id AND b.Kind = c.Kind
                    WHERE c.CorrelationId = @CorrelationId AND c.Kind = 1 AND c.Sequence <> @Sequence AND (b.Status IS NULL OR b.Status <> N'failed')
                    ORDER BY c.Sequence) AS m
            ) AS f
            ORDER BY f.Sequence
        )
        """,
        JobColumn.Text("CorrelationId"),
        JobColumn.Sequence);

    /// <summary>Claims the original and makes the new job, in a transaction of its own. Gives 1, or 0 where the original was changed since it was read.</summary>
    public Statement Claim { get; } = new(
        "RetryClaim",
        $"""
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        BEGIN TRANSACTION;
        {ClaimOriginal(schema)}
        IF @@ROWCOUNT = 0
        BEGIN
            ROLLBACK TRANSACTION;
            SELECT 0;
        END
        ELSE
        BEGIN
        {JobInsert.Sql(schema)}
            COMMIT TRANSACTION;
            SELECT 1;
        END
        """,
        ClaimParameters);

    /// <summary>The same inside the caller's transaction, which an error ends as a whole.</summary>
    public Statement ClaimInside { get; } = new(
        "RetryClaimInside",
        $"""
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        {ClaimOriginal(schema)}
        IF @@ROWCOUNT = 0
            SELECT 0;
        ELSE
        BEGIN
        {JobInsert.Sql(schema)}
            SELECT 1;
        END
        """,
        ClaimParameters);

    public IEnumerable<Statement> All => [ByIdQueueFirst, ByKey, ByIds, Holder, Claim, ClaimInside];

    private static string ClaimOriginal(string schema) =>
        $"""
        UPDATE j SET RetryJob = @RetryJob, Document = @Linked, Version = j.Version + 1, HeldCorrelationId = NULL
        FROM [{schema}].[Jobs] AS j
        WHERE j.Id = @RetryOf AND j.Kind = @Kind AND j.Version = @Version AND j.RetryJob IS NULL;
        """;
}

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>What a statement is made from that changes one job and its entry in the queue: one round trip, and a transaction of its own.</summary>
internal static class JobUpdate
{
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        JobColumn.Id,
        JobColumn.Kind,
        JobColumn.Version,
        JobColumn.Text("Name"),
        JobColumn.Text("Status"),
        JobColumn.Text("CorrelationId"),
        JobColumn.Text("ExternalId"),
        JobColumn.Text("CommunityAddress"),
        JobColumn.Text("AccountAddress"),
        JobColumn.FailedAt,
        JobColumn.Text("RetryJob"),
        JobColumn.Document,
        JobColumn.List("CorrelationIds"),
    ];

    /// <summary>Changes the entry, then the job; gives a <see cref="Queue.WriteResult"/>. Unless both could be changed neither is.</summary>
    /// <param name="schema">The schema's name.</param>
    /// <param name="entry">What becomes of the entry: changes one row, or none where the entry is not as it was.</param>
    public static string Sql(string schema, string entry) =>
        $"""
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        BEGIN TRANSACTION;
        {entry};
        IF @@ROWCOUNT = 0
        BEGIN
            ROLLBACK TRANSACTION;
            SELECT 0;
        END
        ELSE
        BEGIN
            UPDATE j SET
                Name = @Name, Status = @Status, CorrelationId = @CorrelationId, ExternalId = @ExternalId, CommunityAddress = @CommunityAddress,
                AccountAddress = @AccountAddress, FailedAt = @FailedAt, RetryJob = @RetryJob,
                HeldCorrelationId = CASE WHEN j.Kind = 1 AND @Status = N'failed' THEN NULL ELSE j.HeldCorrelationId END,
                Document = @Document, Version = j.Version + 1
            FROM [{schema}].[Jobs] AS j
            WHERE j.Id = @Id AND j.Kind = @Kind AND j.Version = @Version;
            IF @@ROWCOUNT = 0
            BEGIN
                ROLLBACK TRANSACTION;
                SELECT 2;
            END
            ELSE
            BEGIN
                DELETE c FROM [{schema}].[JobCorrelations] AS c WHERE c.Id = @Id AND c.Kind = @Kind;
                INSERT INTO [{schema}].[JobCorrelations] (CorrelationId, Kind, Sequence, Id)
                SELECT CONVERT(nvarchar({JobColumn.TextLength}), c.value) COLLATE {JobColumn.Collation}, j.Kind, j.Sequence, j.Id
                FROM OPENJSON(@CorrelationIds) AS c
                JOIN [{schema}].[Jobs] AS j ON j.Id = @Id AND j.Kind = @Kind;
                COMMIT TRANSACTION;
                SELECT 1;
            END
        END
        """;
}

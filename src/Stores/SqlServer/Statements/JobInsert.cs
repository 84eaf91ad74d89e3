namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The part of a statement that makes a job here: its row, its correlation ids where it has several, and its entry in the queue.</summary>
internal static class JobInsert
{
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        JobColumn.Kind,
        JobColumn.Id,
        JobColumn.Text("Name"),
        JobColumn.Text("Status"),
        JobColumn.Text("CorrelationId"),
        JobColumn.Text("ExternalId"),
        JobColumn.Text("CommunityAddress"),
        JobColumn.Text("AccountAddress"),
        JobColumn.RetryOf,
        JobColumn.Text("HeldCorrelationId"),
        JobColumn.Document,
        JobColumn.List("CorrelationIds"),
        JobColumn.Priority,
        JobColumn.DueAt,
    ];

    public static string Sql(string schema) =>
        $"""
        DECLARE @Sequence bigint;
        INSERT INTO [{schema}].[Jobs]
            (Kind, Id, Name, Status, CorrelationId, ExternalId, CommunityAddress, AccountAddress, RetryOf, HeldCorrelationId, Document)
        VALUES
            (@Kind, @Id, @Name, @Status, @CorrelationId, @ExternalId, @CommunityAddress, @AccountAddress, @RetryOf, @HeldCorrelationId, @Document);
        SET @Sequence = CONVERT(bigint, SCOPE_IDENTITY());
        INSERT INTO [{schema}].[JobCorrelations] (CorrelationId, Kind, Sequence, Id)
        SELECT CONVERT(nvarchar({JobColumn.TextLength}), c.value) COLLATE {JobColumn.Collation}, @Kind, @Sequence, @Id
        FROM OPENJSON(@CorrelationIds) AS c;
        INSERT INTO [{schema}].[QueueEntries] (Kind, Id, Sequence, Name, Priority, DueAt, Attempts, IsCancelRequested)
        SELECT @Kind, @Id, @Sequence, @Name, @Priority, @DueAt, 0, 0
        WHERE @Name IS NOT NULL;
        """;
}

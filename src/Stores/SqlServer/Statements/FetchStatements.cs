namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The reads. A document comes last in its row and after its length: it is read as a stream.</summary>
internal sealed class FetchStatements(string schema)
{
    /// <summary>The length and the document, of a row of Jobs named <c>j</c>.</summary>
    internal const string Document = "CONVERT(int, DATALENGTH(j.Document)) AS Length, j.Document";

    /// <summary>One seek in the clustered key, whose order puts the agenda job first.</summary>
    public Statement ById { get; } = new(
        "FetchById",
        $"SELECT TOP (1) {Document} FROM [{schema}].[Jobs] AS j WHERE j.Id = @Id ORDER BY j.Kind",
        JobColumn.Id);

    /// <summary>The first inserted agenda job: one seek in each of the two indexes, and one for the document.</summary>
    public Statement ByCorrelationId { get; } = new(
        "FetchByCorrelationId",
        $"""
        SELECT {Document}
        FROM [{schema}].[Jobs] AS j
        WHERE j.Kind = 0 AND j.Id =
        (
            SELECT TOP (1) f.Id
            FROM
            (
                SELECT s.Id, s.Sequence
                FROM (SELECT TOP (1) a.Id, a.Sequence FROM [{schema}].[Jobs] AS a
                    WHERE a.CorrelationId = @CorrelationId AND a.Kind = 0 ORDER BY a.Sequence) AS s
                UNION ALL
                SELECT m.Id, m.Sequence
                FROM (SELECT TOP (1) c.Id, c.Sequence FROM [{schema}].[JobCorrelations] AS c
                    WHERE c.CorrelationId = @CorrelationId AND c.Kind = 0 ORDER BY c.Sequence) AS m
            ) AS f
            ORDER BY f.Sequence
        )
        """,
        JobColumn.Text("CorrelationId"));

    /// <summary>The queue jobs in insertion order.</summary>
    public Statement ByExternalId { get; } = new(
        "FetchByExternalId",
        $"SELECT {Document} FROM [{schema}].[Jobs] AS j WHERE j.ExternalId = @ExternalId AND j.Kind = 1 ORDER BY j.Sequence",
        JobColumn.Text("ExternalId"));

    public Statement Any { get; } = new("Any", $"SELECT COUNT(*) FROM (SELECT TOP (1) j.Id FROM [{schema}].[Jobs] AS j) AS a");

    public IEnumerable<Statement> All => [ById, ByCorrelationId, ByExternalId, Any];
}

using System.Data;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The pages of a scan.</summary>
internal sealed class ScanStatements(string schema)
{
    /// <summary>What comes after an id: a walk along the clustered key.</summary>
    public Statement Page { get; } = new(
        "ScanJobs",
        $"""
        SELECT TOP (@Limit) j.Id, {FetchStatements.Document}
        FROM [{schema}].[Jobs] AS j
        WHERE j.Id > @Id AND j.Kind = @Kind
        ORDER BY j.Id
        """,
        JobColumn.Id, JobColumn.Kind, new Parameter("Limit", SqlDbType.Int));

    public IEnumerable<Statement> All => [Page];
}

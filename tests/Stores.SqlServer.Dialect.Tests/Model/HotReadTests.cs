using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>What is sent a thousand times a second, or while others wait, finds its rows in an index.</summary>
public sealed class HotReadTests
{
    private static readonly StatementCatalog _catalog = StatementCatalog.For(SchemaModel.Schema);

    [Theory]
    [InlineData("FetchById", "PK_Jobs (Id)")]
    [InlineData("FetchByCorrelationId", "PK_Jobs (Id, Kind)", "Jobs_CorrelationId (CorrelationId, Kind)", "PK_JobCorrelations (CorrelationId, Kind)")]
    [InlineData("FetchByExternalId", "Jobs_ExternalId (ExternalId)")]
    [InlineData("ScanJobs", "PK_Jobs (range of Id)")]
    [InlineData("RetryJobById", "PK_Jobs (Id)")]
    [InlineData("RetryJobByKey", "PK_Jobs (Id, Kind)")]
    [InlineData("RetryJobsByIds", "PK_Jobs (Id)")]
    [InlineData(
        "ClaimLease", "PK_QueueEntries (Id, Kind)", "QueueEntries_Waiting (Name, range of Priority)", "QueueEntries_Waiting (Name)",
        "QueueEntries_Leased (LeaseEndsAt)", "PK_Jobs (Id, Kind)")]
    [InlineData("QueueHeld", "PK_Jobs (Id, Kind)", "PK_QueueEntries (Id, Kind)")]
    [InlineData("QueueBeat", "PK_QueueEntries (Id, Kind)")]
    [InlineData("QueueExpired", "QueueEntries_Leased (range of LeaseEndsAt)", "PK_Jobs (Id, Kind)")]
    [InlineData("QueueJobById", "PK_Jobs (Id)", "PK_QueueEntries (Id, Kind)")]
    public void A_statement_fits_an_index_of_every_table_it_reads(string name, params string[] indexes)
    {
        using var model = SchemaModel.For([]);
        Assert.Equal(indexes, IndexUse.Of(model.Database, _catalog.All.Single(statement => statement.Name == name)));
    }
}

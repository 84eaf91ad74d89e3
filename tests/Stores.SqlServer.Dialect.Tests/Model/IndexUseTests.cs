using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The reading of conditions tells an index that fits from one that does not.</summary>
public sealed class IndexUseTests
{
    [Theory]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id = @Id AND j.Kind = 1", "PK_Jobs (Id, Kind)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Kind = 1", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id > @Id", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE UPPER(j.Id) = @Id", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id = @Id OR j.Kind = 1", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.ExternalId = @ExternalId AND j.Kind = 1", "Jobs_ExternalId (ExternalId)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.ExternalId = @ExternalId", "none of Jobs")]
    [InlineData("SELECT q.Id FROM [jobs].[QueueEntries] AS q WHERE q.Name IN (@Name) AND q.LeaseToken IS NULL", "QueueEntries_Waiting (Name)")]
    [InlineData("SELECT q.Id FROM [jobs].[QueueEntries] AS q WHERE q.Name = @Name", "none of QueueEntries")]
    public void An_index_fits_or_does_not(string sql, string expected)
    {
        using var model = SchemaModel.For([]);
        Assert.Equal([expected], IndexUse.Of(model.Database, new Statement("probe", sql)));
    }
}

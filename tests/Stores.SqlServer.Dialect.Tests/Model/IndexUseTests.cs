using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The reading of conditions tells an index that fits from one that does not.</summary>
public sealed class IndexUseTests
{
    [Theory]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id = @Id AND j.Kind = 1", "PK_Jobs (Id, Kind)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Kind = 1", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id > @Id", "PK_Jobs (range of Id)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id <> @Id", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id = @Id AND j.Kind > 0", "PK_Jobs (Id, range of Kind)")]
    [InlineData("UPDATE q SET LeaseEndsAt = @At FROM [jobs].[QueueEntries] AS q WHERE q.Id = @Id AND q.Kind = 1", "PK_QueueEntries (Id, Kind)")]
    [InlineData("DELETE q FROM [jobs].[QueueEntries] AS q JOIN @Due AS d ON d.Id = q.Id", "PK_QueueEntries (Id)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j LEFT JOIN @Due AS d ON d.Id = j.Id", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM @Due AS d LEFT JOIN [jobs].[Jobs] AS j ON d.Id = j.Id", "PK_Jobs (Id)")]
    [InlineData("SELECT q.Id FROM [jobs].[QueueEntries] AS q WHERE q.LeaseToken IS NOT NULL AND q.LeaseEndsAt <= @Now", "QueueEntries_Leased (range of LeaseEndsAt)")]
    [InlineData("SELECT q.Id FROM [jobs].[QueueEntries] AS q WHERE q.LeaseEndsAt <= @Now", "none of QueueEntries")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE UPPER(j.Id) = @Id", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.Id = @Id OR j.Kind = 1", "none of Jobs")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.ExternalId = @ExternalId AND j.Kind = 1", "Jobs_ExternalId (ExternalId)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j WHERE j.ExternalId = @ExternalId", "none of Jobs")]
    [InlineData("SELECT q.Id FROM [jobs].[QueueEntries] AS q WHERE q.Name IN (@Name) AND q.LeaseToken IS NULL", "QueueEntries_Waiting (Name)")]
    [InlineData("SELECT q.Id FROM [jobs].[QueueEntries] AS q WHERE q.Name = @Name", "none of QueueEntries")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j JOIN [jobs].[QueueEntries] AS q ON q.Id = j.Id", "none of Jobs", "PK_QueueEntries (Id)")]
    [InlineData("SELECT j.Kind FROM [jobs].[Jobs] AS j JOIN [jobs].[QueueEntries] AS q ON q.Id = j.Id WHERE q.Id = @Id", "PK_Jobs (Id)", "PK_QueueEntries (Id)")]
    public void An_index_fits_or_does_not(string sql, params string[] expected)
    {
        using var model = SchemaModel.For([]);
        Assert.Equal(expected, IndexUse.Of(model.Database, new Statement("probe", sql)));
    }
}

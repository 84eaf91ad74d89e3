using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests;

/// <summary>What a statement needs is read from it, and what a script grants.</summary>
public sealed class PrivilegeTests
{
    [Theory]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j", "SELECT Jobs")]
    [InlineData("DELETE FROM [jobs].[Jobs] WHERE Id = @Id", "DELETE Jobs")]
    [InlineData("DELETE q FROM [jobs].[QueueEntries] AS q JOIN [#New] AS n ON n.Id = q.Id", "DELETE QueueEntries", "SELECT QueueEntries")]
    [InlineData("INSERT INTO [jobs].[Jobs] (Id) SELECT q.Id FROM [jobs].[QueueEntries] AS q", "INSERT Jobs", "SELECT QueueEntries")]
    [InlineData("UPDATE n SET Id = NULL FROM [#New] AS n")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); DELETE FROM @Due; INSERT INTO @Due (Id) SELECT q.Id FROM [jobs].[QueueEntries] AS q", "SELECT QueueEntries")]
    public void A_statement_needs_what_it_does(string sql, params string[] needed) => Assert.Equal(needed, Privileges.Used([new Statement("probe", sql)]));

    [Fact]
    public void A_grant_is_read() => Assert.Equal(["INSERT Jobs", "SELECT Jobs"], Privileges.Granted("GRANT SELECT, INSERT ON [jobs].[Jobs] TO [role]"));
}

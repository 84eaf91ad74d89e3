using System.Data;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The model finds what a server would find.</summary>
public sealed class ModelTests
{
    private static readonly Parameter _id = new("Id", SqlDbType.Char, 24);

    [Fact]
    public void The_schema_is_without_error()
    {
        using var model = SchemaModel.For([]);
        Assert.Empty(model.Problems());
    }

    [Fact]
    public void A_misspelt_column_of_the_schema_is_found()
    {
        using var model = SchemaModel.For([]);
        model.Database.AddObjects("CREATE INDEX [Jobs_Nam] ON [jobs].[Jobs] (Nam)");
        Assert.Contains("[Nam]", Assert.Single(model.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT j.Document FROM [jobs].[Jobs] AS j WHERE j.Id = @Id")]
    [InlineData("UPDATE j SET j.Version = j.Version + 1 OUTPUT inserted.Version FROM [jobs].[Jobs] AS j JOIN (SELECT TOP (1) Id FROM [jobs].[QueueEntries] ORDER BY Priority) AS x ON x.Id = j.Id")]
    [InlineData("CREATE TABLE #New (Id char(24)); INSERT INTO #New (Id) VALUES (@Id); DELETE j FROM [jobs].[Jobs] AS j JOIN #New AS n ON n.Id = j.Id; DROP TABLE #New")]
    [InlineData("DECLARE @Due TABLE (Id char(24) PRIMARY KEY); INSERT INTO @Due (Id) VALUES (@Id); DELETE j OUTPUT deleted.Id INTO @Due (Id) FROM [jobs].[Jobs] AS j JOIN @Due AS d ON d.Id = j.Id")]
    [InlineData("SELECT j.Id FROM OPENJSON(@Id) WITH (Id char(24) '$') AS i JOIN [jobs].[Jobs] AS j ON j.Id = i.Id")]
    public void A_right_statement_passes(string sql) => Assert.Empty(Problems(sql));

    [Theory]
    [InlineData("SELECT j.Documen FROM [jobs].[Jobs] AS j WHERE j.Id = @Id", "Documen")]
    [InlineData("SELECT j.Document FROM [jobs].[Job] AS j WHERE j.Id = @Id", "[jobs].[Job]")]
    [InlineData("SELECT Kind FROM [jobs].[Jobs] AS j JOIN [jobs].[QueueEntries] AS q ON q.Id = j.Id", "ambiguous")]
    [InlineData("SELECT j.Document FROM [jobs].[Jobs] AS j WHERE j.Id = @Ident", "@Ident")]
    [InlineData("SELECT j.document FROM [jobs].[Jobs] AS j WHERE j.Id = @Id", "document")]
    [InlineData("INSERT INTO [jobs].[Jobs] (Id, Kin) VALUES (@Id, 1)", "Kin")]
    [InlineData("UPDATE [jobs].[Jobs] SET Versio = 1 WHERE Id = @Id", "Versio")]
    [InlineData("DELETE FROM [jobs].[Jobs] OUTPUT deleted.Nam WHERE Id = @Id", "Nam")]
    [InlineData("CREATE TABLE #New (Id char(24)); INSERT INTO #New (Idd) VALUES (@Id)", "Idd")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); INSERT INTO @Due (Idd) VALUES (@Id)", "Idd")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); SELECT j.Id FROM [jobs].[Jobs] AS j JOIN @Due AS d ON d.Idd = j.Id", "Idd")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); DELETE FROM @Due WHERE Idd = @Id", "Idd")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); DELETE FROM [jobs].[Jobs] OUTPUT deleted.Id INTO @Due (Idd) WHERE Id = @Id", "Idd")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); SELECT d.Id FROM @Duo AS d", "Duo")]
    [InlineData("SELECT CONVERT(datetim2(3), @Id)", "datetim2")]
    [InlineData("SELECT COUNT(*) FROM sys.tabels WHERE schema_id = 1", "[sys].[tabels]")]
    [InlineData("SELECT COUNT(*) FROM sys.tables WHERE schemaid = 1", "[schemaid]")]
    public void A_misspelt_name_is_found(string sql, string name) => Assert.Contains(name, string.Concat(Problems(sql)), StringComparison.Ordinal);

    [Fact]
    public void A_temporary_table_made_by_another_statement_is_known()
    {
        var use = new Statement("use", "SELECT n.Id FROM #New AS n");
        var misuse = new Statement("misuse", "SELECT n.Idd FROM #New AS n");
        using var model = SchemaModel.For([new Statement("make", "CREATE TABLE #New (Id char(24))"), use, misuse]);
        Assert.Empty(model.Problems([use]));
        Assert.NotEmpty(model.Problems([misuse]));
    }

    private static IReadOnlyList<string> Problems(string sql)
    {
        var statement = new Statement("probe", sql, _id);
        using var model = SchemaModel.For([statement]);
        return model.Problems([statement]);
    }
}

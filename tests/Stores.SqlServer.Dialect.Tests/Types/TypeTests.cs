using System.Data;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Types;

/// <summary>A parameter of another type than the column it meets is found.</summary>
public sealed class TypeTests
{
    private static readonly Parameter[] _parameters =
    [
        new("Id", SqlDbType.Char, 24), new("WideId", SqlDbType.NChar, 24), new("Name", SqlDbType.NVarChar, 440), new("NarrowName", SqlDbType.VarChar, 440),
        new("ShortName", SqlDbType.NVarChar, 100), new("At", SqlDbType.DateTime2, 0, 3), new("FineAt", SqlDbType.DateTime2, 0, 7), new("Kind", SqlDbType.TinyInt),
        new("Number", SqlDbType.Int), new("Ids", SqlDbType.NVarChar, -1),
    ];

    [Theory]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Id = @Id AND j.Kind = @Kind AND (@Name IS NULL OR j.Name = @Name) AND j.FailedAt BETWEEN @At AND @At")]
    [InlineData("INSERT INTO [jobs].[Jobs] (Id, Kind, Name, Version) VALUES (@Id, @Kind, @Name, @Number)")]
    [InlineData("UPDATE [jobs].[Jobs] SET Name = CASE WHEN Kind = 1 THEN @Name ELSE Name END, Version = Version + 1 WHERE Id IN (@Id)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Id IN (SELECT CONVERT(char(24), i.value) COLLATE Latin1_General_100_BIN2 FROM OPENJSON(@Ids) AS i)")]
    [InlineData("DECLARE @Due TABLE (Id char(24) COLLATE Latin1_General_100_BIN2); INSERT INTO @Due (Id) SELECT j.Id FROM [jobs].[Jobs] AS j; SELECT j.Id FROM [jobs].[Jobs] AS j JOIN @Due AS d ON d.Id = j.Id")]
    [InlineData("WITH f AS (SELECT TOP (1) Id AS Key1 FROM [jobs].[Jobs]) DELETE q FROM [jobs].[QueueEntries] AS q JOIN f ON f.Key1 = q.Id")]
    public void The_columns_own_types_pass(string sql) => Assert.Empty(Findings(sql));

    [Theory]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Name = @NarrowName", "nvarchar(440) meets varchar(440)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE @WideId = (j.Id)", "nchar(24) meets char(24)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Name IN (N'a', @ShortName)", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Name LIKE @ShortName", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.FailedAt >= @FineAt", "datetime2(3) meets datetime2(7)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.FailedAt BETWEEN @At AND @FineAt", "datetime2(3) meets datetime2(7)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Kind = @Number", "tinyint meets int")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Id = N'a'", "not of Unicode")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Name = UPPER(@Name)", "type is not known")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j JOIN [jobs].[QueueEntries] AS q ON q.Name = j.Id", "nvarchar(440) meets char(24)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE EXISTS (SELECT 1 FROM [jobs].[QueueEntries] AS q WHERE q.DueAt = @FineAt AND q.Id = j.Id)", "datetime2(3) meets datetime2(7)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Id = (SELECT MIN(q.Name) FROM [jobs].[QueueEntries] AS q)", "char(24) meets nvarchar(440)")]
    [InlineData("SELECT x.Id FROM (SELECT Id, Name AS Title FROM [jobs].[Jobs]) AS x WHERE x.Title = @ShortName", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("WITH x AS (SELECT Id, Name AS Title FROM [jobs].[Jobs]) SELECT Id FROM x WHERE Title = @ShortName", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j JOIN OPENJSON(@Ids) WITH (Id char(24) '$') AS i ON i.Id = j.Id", "the database's collation")]
    [InlineData("SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Id IN (SELECT CONVERT(char(24), i.value) FROM OPENJSON(@Ids) AS i)", "the database's collation")]
    [InlineData("DELETE FROM [jobs].[Jobs] WHERE Name = @ShortName", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("UPDATE j SET j.Name = @ShortName FROM [jobs].[Jobs] AS j", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("UPDATE j SET Name = CASE WHEN j.Kind = 1 THEN @ShortName ELSE j.Name END FROM [jobs].[Jobs] AS j", "nvarchar(440) meets nvarchar(100)")]
    [InlineData("INSERT INTO [jobs].[Jobs] (Id, Name) VALUES (@Id, @NarrowName)", "nvarchar(440) meets varchar(440)")]
    [InlineData("INSERT INTO [jobs].[Jobs] (Id, FailedAt) SELECT q.Id, @FineAt FROM [jobs].[QueueEntries] AS q", "datetime2(3) meets datetime2(7)")]
    [InlineData("DECLARE @Local varchar(440); SELECT j.Id FROM [jobs].[Jobs] AS j WHERE j.Name = @Local", "nvarchar(440) meets varchar(440)")]
    [InlineData("CREATE INDEX [Jobs_Some] ON [jobs].[Jobs] (Kind) WHERE Id = N'a'", "not of Unicode")]
    [InlineData("DECLARE @Due TABLE (Id char(24)); SELECT j.Id FROM [jobs].[Jobs] AS j JOIN @Due AS d ON d.Id = j.Id", "the database's collation")]
    [InlineData("DECLARE @Due TABLE (Title nvarchar(100)); INSERT INTO @Due (Title) SELECT j.Name FROM [jobs].[Jobs] AS j", "nvarchar(100) meets nvarchar(440)")]
    [InlineData("CREATE TABLE #New (Id char(24)); SELECT j.Id FROM [jobs].[Jobs] AS j JOIN #New AS n ON n.Id = j.Id", "the database's collation")]
    public void A_type_that_differs_is_found(string sql, string finding) => Assert.Contains(finding, Assert.Single(Findings(sql)), StringComparison.Ordinal);

    private static IReadOnlyList<string> Findings(string sql)
    {
        var statement = new Statement("probe", sql, _parameters);
        using var model = SchemaModel.For([statement]);
        return TypeCheck.Findings(model, statement);
    }
}

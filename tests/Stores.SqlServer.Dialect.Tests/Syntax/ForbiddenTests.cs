namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;

/// <summary>The rules refuse what they name, and nothing near it.</summary>
public sealed class ForbiddenTests
{
    private static readonly IReadOnlyList<Rule> _all = [.. HouseRules.All, .. OtherServerRules.All];

    public static TheoryData<string, string> Refused => new()
    {
        { "MERGE", "MERGE t USING s ON t.Id = s.Id WHEN MATCHED THEN DELETE;" },
        { "WAITFOR", "WAITFOR DELAY '00:00:01'" },
        { "datetime", "DECLARE @at datetime" },
        { "datetime", "SELECT CONVERT(smalldatetime, @at)" },
        { "the time as datetime", "SELECT GETUTCDATE()" },
        { "the time as datetime", "SELECT CURRENT_TIMESTAMP" },
        { "SELECT *", "SELECT j.* FROM t AS j" },
        { "SELECT *", "UPDATE t SET a = 1 OUTPUT inserted.*" },
        { "NOLOCK", "SELECT a FROM t WITH (NOLOCK)" },
        { "NOLOCK", "SELECT a FROM t WITH (READUNCOMMITTED)" },
        { "NOLOCK", "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED" },
        { "a text put together and run", "EXEC (N'SELECT ' + @name)" },
        { "a text put together and run", "EXEC (@sql)" },
        { "a text put together and run", "EXEC sp_executesql @sql" },
        { "MERGE", "EXEC (N'MERGE t USING s ON t.Id = s.Id WHEN MATCHED THEN DELETE;')" },
        { "WAITFOR", "EXEC sp_executesql N'WAITFOR DELAY @a', N'@a datetime2', @a = @a" },
        { "ALTER DATABASE SET", "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON" },
        { "CREATE OR ALTER", "CREATE OR ALTER PROCEDURE p AS SELECT 1" },
        { "CREATE OR ALTER", "CREATE OR ALTER VIEW v AS SELECT 1 AS a" },
        { "ALTER VIEW, INDEX or SCHEMA", "ALTER VIEW v AS SELECT 1 AS a" },
        { "ALTER VIEW, INDEX or SCHEMA", "ALTER INDEX i ON t REBUILD" },
        { "ALTER VIEW, INDEX or SCHEMA", "ALTER SCHEMA a TRANSFER b.t" },
        { "an updated common table expression", "WITH c AS (SELECT a FROM t) UPDATE c SET a = 1" },
        { "an updated common table expression", "WITH c AS (SELECT a FROM t) UPDATE x SET a = 1 FROM c AS x" },
        { "an updated common table expression", "WITH c AS (SELECT a FROM t) DELETE FROM c" },
        { "SET @variable = column = value", "UPDATE t SET @v = a = 1" },
        { "two columns added at once", "ALTER TABLE t ADD a int, b int" },
        { "two columns dropped at once", "ALTER TABLE t DROP COLUMN a, b" },
        { "WITH VALUES", "ALTER TABLE t ADD a int NULL DEFAULT 0 WITH VALUES" },
        { "ALTER COLUMN ... NULL", "ALTER TABLE t ALTER COLUMN a int NOT NULL" },
        { "an index in CREATE TABLE", "CREATE TABLE t (a int, INDEX i (a))" },
        { "an index in CREATE TABLE", "CREATE TABLE t (a int INDEX i)" },
        { "IGNORE_DUP_KEY", "CREATE UNIQUE INDEX i ON t (a) WITH (IGNORE_DUP_KEY = ON)" },
        { "an indexed view", "CREATE VIEW v WITH SCHEMABINDING AS SELECT a FROM s.t" },
        { "a synonym", "CREATE SYNONYM s FOR t" },
        { "a global temporary table", "CREATE TABLE ##t (a int)" },
        { "a temporal table", "SELECT a FROM t FOR SYSTEM_TIME ALL" },
        { "a temporal table", "ALTER TABLE t SET (SYSTEM_VERSIONING = OFF)" },
        { "JSON_OBJECT, JSON_ARRAY or JSON_PATH_EXISTS", "SELECT JSON_OBJECT('a': 1)" },
        { "JSON_OBJECT, JSON_ARRAY or JSON_PATH_EXISTS", "SELECT JSON_PATH_EXISTS(@j, '$.a')" },
        { "GENERATE_SERIES", "SELECT value FROM GENERATE_SERIES(1, 9)" },
        { "STRING_SPLIT with ordinal", "SELECT value FROM STRING_SPLIT(@s, ',', 1)" },
        { "IS DISTINCT FROM", "SELECT a FROM t WHERE a IS DISTINCT FROM @a" },
        { "a collation of UTF-8", "CREATE TABLE t (a varchar(9) COLLATE Latin1_General_100_CI_AS_SC_UTF8)" },
        { "an unqualified column in UPDATE ... OUTPUT", "UPDATE t SET a = a + 1 OUTPUT deleted.a" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_construct_is_refused(string rule, string sql) => Assert.Contains(Rule.Findings(sql, _all), finding => finding.StartsWith(rule + ": ", StringComparison.Ordinal));

    [Fact]
    public void Every_rule_is_tried() => Assert.Equal(_all.Select(rule => rule.Name).ToHashSet(), Refused.Select(row => (string)row[0]).ToHashSet());

    [Theory]
    [InlineData("SELECT j.a, COUNT(*) FROM t AS j WITH (UPDLOCK, READPAST, ROWLOCK) WHERE j.a = @a GROUP BY j.a")]
    [InlineData("WITH c AS (SELECT TOP (1) a FROM t) UPDATE x SET x.a = x.a + 1 OUTPUT inserted.a FROM t AS x JOIN c ON c.a = x.a")]
    [InlineData("IF SERVERPROPERTY('Babelfish') IS NULL EXEC (N'ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON')")]
    [InlineData("ALTER TABLE t ADD a datetime2(3) NULL")]
    [InlineData("SELECT value FROM STRING_SPLIT(@s, ',')")]
    [InlineData("EXEC sp_executesql N'SELECT @a', N'@a int', @a = @a")]
    public void What_is_near_it_is_not(string sql) => Assert.Empty(Rule.Findings(sql, _all));

    [Fact]
    public void A_text_that_does_not_parse_is_an_error() =>
        Assert.All(Tree.Parsers, parser => Assert.NotEmpty(Tree.Errors("SELEC a FROM t", parser)));
}

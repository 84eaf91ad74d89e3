using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Conventions;

/// <summary>What is not in the catalog is not checked, so everything is in it.</summary>
public sealed class ConventionTests
{
    private static readonly StatementCatalog _catalog = StatementCatalog.For(SchemaModel.Schema);

    [Fact]
    public void No_source_outside_the_statements_holds_Sql()
    {
        var folder = Path.Combine(Root(), "src", "Stores", "SqlServer");
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("Statements" or "Schema" or "obj" or "bin"))
            .ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => SourceText.LooksLikeSql(File.ReadAllText(file)).Select(text => $"{Path.GetFileName(file)}: {text}")));
    }

    [Theory]
    [InlineData("Run(\"SELECT 1\")")]
    [InlineData("Run($\"DELETE FROM {table}\")")]
    [InlineData("Run(\"\"\"\n    UPDATE t\n    \"\"\")")]
    [InlineData("sql += \" WHERE a = 1\"")]
    [InlineData("new Statement(name, text)")]
    public void Sql_in_a_source_is_found(string source) => Assert.NotEmpty(SourceText.LooksLikeSql(source));

    [Theory]
    [InlineData("Log(\"Set the schema first.\")")]
    [InlineData("Log(\"WITHOUT an answer\")")]
    [InlineData("// SELECT is not run here")]
    public void Words_are_not_taken_for_Sql(string source) => Assert.Empty(SourceText.LooksLikeSql(source));

    [Fact]
    public void Every_statement_that_is_kept_somewhere_is_in_the_catalog()
    {
        var known = _catalog.All.Select(statement => (statement.Name, statement.Sql)).ToHashSet();
        var kept = StatementHolders.Reachable(_catalog)
            .SelectMany(holder => StatementHolders.Of(holder.GetType()).SelectMany(member => StatementHolders.Statements(member.Read(holder)).Select(statement => (member.Name, statement))))
            .ToList();
        Assert.NotEmpty(kept);
        Assert.Empty(kept.Where(pair => !known.Contains((pair.statement.Name, pair.statement.Sql))).Select(pair => pair.Name));
    }

    [Fact]
    public void Every_type_that_makes_statements_is_part_of_the_catalog()
    {
        var part = StatementHolders.Reachable(_catalog).Select(holder => holder.GetType()).ToHashSet();
        var others = typeof(Statement).Assembly.GetTypes().Where(type => type.Namespace == typeof(Statement).Namespace && type != typeof(Statement) && !part.Contains(type));
        Assert.Empty(others.SelectMany(type => StatementHolders.Of(type).Select(member => member.Name).Concat(StatementHolders.Makers(type))));
    }

    [Fact]
    public void A_statement_outside_the_catalog_is_found()
    {
        Assert.Equal(["Stray.Kept"], StatementHolders.Of(typeof(Stray)).Select(member => member.Name));
        Assert.Equal(["Stray.get_Kept", "Stray.Made"], StatementHolders.Makers(typeof(Stray)).Order(StringComparer.OrdinalIgnoreCase));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "JobsGateway.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }

    private sealed class Stray
    {
        public Statement Kept { get; } = new("Kept", "SELECT 1");

        public static (Statement Statement, int Count) Made() => (new("Made", "SELECT 1"), 1);
    }
}

using JobsGateway.Stores.Abstractions.Schema;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>A filtered index has the columns of an "IS NULL" in its condition: the optimizer looks them up again in the table otherwise, row by row.</summary>
public sealed class FilteredIndexTests
{
    [Fact]
    public void The_indexes_of_the_schema_have_the_columns_their_conditions_test_for_null()
    {
        var scripts = SchemaScripts.Load(typeof(SqlServerJobStore).Assembly).Select(script => script.Sql.Replace("$(Schema)", "jobs", StringComparison.Ordinal));
        Assert.Empty(scripts.SelectMany(Lacking));
    }

    [Theory]
    [InlineData("CREATE INDEX I ON T (A) WHERE B IS NULL", "I: B")]
    [InlineData("CREATE INDEX I ON T (A) INCLUDE (B) WHERE B IS NULL AND C IN (1, 2)", null)]
    [InlineData("CREATE INDEX I ON T (B) WHERE B IS NULL", null)]
    [InlineData("CREATE INDEX I ON T (A) WHERE B IS NOT NULL", null)]
    public void The_check_finds_what_is_lacking(string sql, string? lacking) => Assert.Equal(lacking is null ? [] : [lacking], Lacking(sql));

    private static IEnumerable<string> Lacking(string sql)
    {
        var finder = new Finder();
        new TSql180Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors).Accept(finder);
        Assert.Empty(errors);
        return finder.Lacking;
    }

    private sealed class Finder : TSqlFragmentVisitor
    {
        public List<string> Lacking { get; } = [];

        public override void Visit(CreateIndexStatement node)
        {
            var columns = node.Columns.Select(column => column.Column).Concat(node.IncludeColumns).Select(NameOf).ToHashSet(StringComparer.Ordinal);
            var tested = new NullTests();
            node.FilterPredicate?.Accept(tested);
            Lacking.AddRange(tested.Columns.Where(column => !columns.Contains(column)).Select(column => $"{node.Name.Value}: {column}"));
        }

        private static string NameOf(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

        private sealed class NullTests : TSqlFragmentVisitor
        {
            public List<string> Columns { get; } = [];

            public override void Visit(BooleanIsNullExpression node)
            {
                if (!node.IsNot && node.Expression is ColumnReferenceExpression column)
                    Columns.Add(NameOf(column));
            }
        }
    }
}

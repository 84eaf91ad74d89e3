using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ColumnType = JobsGateway.Stores.SqlServer.Dialect.Tests.Model.ColumnType;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Types;

/// <summary>The rows that a text's table references stand for.</summary>
internal sealed class Rows(SchemaModel model, TSqlFragment tree, Expressions expressions)
{
    private readonly Dictionary<string, QueryExpression> _expressions = Tree.Nodes(tree).OfType<CommonTableExpression>()
        .ToDictionary(expression => expression.ExpressionName.Value, expression => expression.QueryExpression);

    /// <summary>The rows of a FROM clause.</summary>
    public Scope Scope(FromClause? from, Scope? outer)
    {
        var sources = new List<Source>();
        foreach (var reference in from?.TableReferences ?? [])
            sources.AddRange(Of(reference, new Scope(outer, [.. sources])));
        return new Scope(outer, sources);
    }

    /// <summary>The rows that a change is made to.</summary>
    public Source Target(TableReference target, Scope scope)
    {
        var name = ((NamedTableReference)target).SchemaObject.BaseIdentifier.Value;
        return scope.Sources.FirstOrDefault(source => source.Name == name) ?? scope.Sources.FirstOrDefault(source => source.Table == name) ?? Of(target, scope).Single();
    }

    /// <summary>The columns that a query gives.</summary>
    public IReadOnlyDictionary<string, ColumnType?> Columns(QueryExpression query, Scope? outer)
    {
        var first = First(query);
        var scope = Scope(first.FromClause, outer);
        return first.SelectElements.OfType<SelectScalarExpression>()
            .ToDictionary(element => element.ColumnName?.Value ?? NameOf(element.Expression), element => expressions.TypeOf(element.Expression, scope));
    }

    /// <summary>The SELECT that names a query's columns.</summary>
    public static QuerySpecification First(QueryExpression query) =>
        query switch
        {
            QuerySpecification select => select,
            BinaryQueryExpression union => First(union.FirstQueryExpression),
            QueryParenthesisExpression inner => First(inner.QueryExpression),
            _ => throw new NotSupportedException(query.GetType().Name),
        };

    private IEnumerable<Source> Of(TableReference reference, Scope scope) =>
        reference switch
        {
            NamedTableReference named => [Named(named)],
            JoinTableReference join => Joined(join, scope),
            JoinParenthesisTableReference inner => Of(inner.Join, scope),
            QueryDerivedTable derived => [new Source(derived.Alias.Value, Columns(derived.QueryExpression, scope))],
            OpenJsonTableReference json => [new Source(json.Alias?.Value, JsonColumns(json))],
            _ => throw new NotSupportedException($"{reference.GetType().Name}: {Tree.Text(reference)}"),
        };

    private Source[] Joined(JoinTableReference join, Scope scope)
    {
        var left = Of(join.FirstTableReference, scope).ToList();
        return [.. left, .. Of(join.SecondTableReference, new Scope(scope, left))];
    }

    private Source Named(NamedTableReference named)
    {
        var name = named.SchemaObject.BaseIdentifier.Value;
        var columns = SystemTables.Columns(named.SchemaObject) ?? (named.SchemaObject.SchemaIdentifier is null && _expressions.TryGetValue(name, out var query) ? Columns(query, null) : model.Tables.GetValueOrDefault(name));
        return new Source(named.Alias?.Value ?? name, columns ?? throw new NotSupportedException($"No table {name}."), name);
    }

    private static Dictionary<string, ColumnType?> JsonColumns(OpenJsonTableReference json) =>
        json.SchemaDeclarationItems.Count > 0
            ? json.SchemaDeclarationItems.ToDictionary(
                item => item.ColumnDefinition.ColumnIdentifier.Value,
                item => (ColumnType?)ColumnType.Of(item.ColumnDefinition.DataType).Collated(item.ColumnDefinition.Collation))
            : new Dictionary<string, ColumnType?> { ["key"] = new("nvarchar(4000)", ColumnType.Unsaid), ["value"] = new("nvarchar(max)", ColumnType.Unsaid), ["type"] = new("tinyint") };

    private static string NameOf(ScalarExpression expression) =>
        expression is ColumnReferenceExpression column ? column.MultiPartIdentifier.Identifiers[^1].Value : $"(unnamed, at {expression.StartOffset})";
}

using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Index = Microsoft.SqlServer.Dac.Model.Index;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The indexes that a statement's conditions fit: what it compares for equality leads the index's key, and it repeats the condition of a filtered one.</summary>
/// <remarks>Whether the server takes the index is its own choice; without this it has none.</remarks>
internal static class IndexUse
{
    /// <summary>For every table that a statement reads, its best index with the leading columns: <c>Jobs_ExternalId (ExternalId)</c>, or <c>none of Jobs</c>.</summary>
    public static IReadOnlyList<string> Of(TSqlModel database, Statement statement) =>
        [.. Tree.Nodes(Tree.Parse(statement.Sql)).OfType<QuerySpecification>().SelectMany(query => Of(database, query))];

    private static IEnumerable<string> Of(TSqlModel database, QuerySpecification query)
    {
        var own = OwnTables(query).ToList();
        var conditions = Conditions(query.WhereClause?.SearchCondition).Concat(own.Count > 1 ? JoinConditions(query.FromClause) : []).ToList();
        foreach (var table in own)
        {
            var name = table.Alias?.Value ?? table.SchemaObject.BaseIdentifier.Value;
            var equal = conditions.Select(condition => EqualColumn(condition, name)).OfType<string>().ToHashSet();
            var said = conditions.Select(condition => Plain(Tree.Text(condition), name)).ToHashSet();
            var best = Indexes(database, table.SchemaObject.BaseIdentifier.Value)
                .Where(index => Conditions(index.Filter).All(filter => said.Contains(Plain(Tree.Text(filter), name)) || IsImplied(filter, equal)))
                .Select(index => (index.Name, Leading: index.Keys.TakeWhile(equal.Contains).ToList()))
                .Where(index => index.Leading.Count > 0)
                .OrderByDescending(index => index.Leading.Count)
                .FirstOrDefault();
            yield return best.Name is null ? $"none of {table.SchemaObject.BaseIdentifier.Value}" : $"{best.Name} ({string.Join(", ", best.Leading)})";
        }
    }

    private static IEnumerable<NamedTableReference> OwnTables(QuerySpecification query) => query.FromClause?.TableReferences.SelectMany(Flat).OfType<NamedTableReference>() ?? [];

    private static IEnumerable<TableReference> Flat(TableReference reference) =>
        reference is JoinTableReference join ? [.. Flat(join.FirstTableReference), .. Flat(join.SecondTableReference)] : [reference];

    private static IEnumerable<BooleanExpression> JoinConditions(FromClause from) =>
        Tree.Nodes(from).OfType<QualifiedJoin>().Where(join => join.QualifiedJoinType == QualifiedJoinType.Inner).SelectMany(join => Conditions(join.SearchCondition));

    // What AND joins.
    private static IEnumerable<BooleanExpression> Conditions(BooleanExpression? condition) =>
        condition switch
        {
            null => [],
            BooleanParenthesisExpression inner => Conditions(inner.Expression),
            BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both => [.. Conditions(both.FirstExpression), .. Conditions(both.SecondExpression)],
            _ => [condition],
        };

    private static string? EqualColumn(BooleanExpression condition, string table) =>
        condition switch
        {
            BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals } equals =>
                ColumnOf(equals.FirstExpression, table) ?? ColumnOf(equals.SecondExpression, table),
            InPredicate { NotDefined: false } among => ColumnOf(among.Expression, table),
            _ => null,
        };

    private static string? ColumnOf(ScalarExpression expression, string table) =>
        expression is ColumnReferenceExpression { MultiPartIdentifier: { Count: 2 } name } && name.Identifiers[0].Value == table ? name.Identifiers[1].Value : null;

    private static bool IsImplied(BooleanExpression filter, HashSet<string> equal) =>
        filter is BooleanIsNullExpression { IsNot: true, Expression: ColumnReferenceExpression column } && equal.Contains(column.MultiPartIdentifier.Identifiers[^1].Value);

    private static string Plain(string condition, string table) =>
        string.Concat(condition.Replace($"{table}.", "", StringComparison.Ordinal).Where(letter => !char.IsWhiteSpace(letter) && letter is not ('[' or ']')));

    private static IEnumerable<(string Name, IReadOnlyList<string> Keys, BooleanExpression? Filter)> Indexes(TSqlModel database, string table)
    {
        foreach (var index in database.GetObjects(DacQueryScopes.UserDefined, Index.TypeClass))
            if (index.GetReferenced(Index.IndexedObject).Single().Name.Parts[^1] == table)
                yield return (index.Name.Parts[^1], Keys(index, Index.Columns), Tree.Nodes(Tree.Parse(index.GetScript())).OfType<CreateIndexStatement>().Single().FilterPredicate);
        foreach (var key in database.GetObjects(DacQueryScopes.UserDefined, PrimaryKeyConstraint.TypeClass))
            if (key.GetReferenced(PrimaryKeyConstraint.Host).Single().Name.Parts[^1] == table)
                yield return (key.Name.Parts[^1], Keys(key, PrimaryKeyConstraint.Columns), null);
    }

    private static IReadOnlyList<string> Keys(TSqlObject index, ModelRelationshipClass columns) => [.. index.GetReferenced(columns).Select(column => column.Name.Parts[^1])];
}

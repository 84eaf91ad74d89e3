using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Index = Microsoft.SqlServer.Dac.Model.Index;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>
/// The indexes that a statement's conditions fit: what it compares for equality leads the index's key, a range may come after that, and it repeats the condition
/// of a filtered one.
/// </summary>
/// <remarks>Whether the server takes the index is its own choice; without this it has none.</remarks>
internal static class IndexUse
{
    /// <summary>For every table that a statement reads, its best index with the leading columns: <c>Jobs_ExternalId (ExternalId)</c>, or <c>none of Jobs</c>.</summary>
    public static IReadOnlyList<string> Of(TSqlModel database, Statement statement) =>
        [.. Tree.Nodes(Tree.Parse(statement.Sql)).SelectMany(node => Of(database, node))];

    private static IEnumerable<string> Of(TSqlModel database, TSqlFragment node) => node switch
    {
        QuerySpecification query => Of(database, query.FromClause, query.WhereClause),
        UpdateSpecification { FromClause: { } from } update => Of(database, from, update.WhereClause),
        DeleteSpecification { FromClause: { } from } delete => Of(database, from, delete.WhereClause),
        _ => [],
    };

    private static IEnumerable<string> Of(TSqlModel database, FromClause? from, WhereClause? where)
    {
        var (tables, own) = (OwnTables(from).ToList(), Conditions(where?.SearchCondition).ToList());
        // Something is read first, before a join can say what to look for in it.
        var first = tables.Count < (from?.TableReferences.SelectMany(Flat).Count() ?? 0) ? null : tables.Find(table => Best(database, table, own) is not null) ?? tables.FirstOrDefault();
        return tables.Select(table =>
            Best(database, table, table == first ? own : [.. own, .. JoinConditions(from!, table)]) ?? $"none of {table.SchemaObject.BaseIdentifier.Value}");
    }

    private static string? Best(TSqlModel database, NamedTableReference table, IReadOnlyList<BooleanExpression> conditions)
    {
        var name = table.Alias?.Value ?? table.SchemaObject.BaseIdentifier.Value;
        var equal = conditions.Select(condition => EqualColumn(condition, name)).OfType<string>().ToHashSet();
        var ranges = conditions.Select(condition => RangeColumn(condition, name)).OfType<string>().ToHashSet();
        var said = conditions.Select(condition => Plain(Tree.Text(condition), name)).ToHashSet();
        return Indexes(database, table.SchemaObject.BaseIdentifier.Value)
            .Where(index => Conditions(index.Filter).All(filter => said.Contains(Plain(Tree.Text(filter), name)) || IsImplied(filter, equal)))
            .Select(index => (index.Name, Leading: Leading(index.Keys, equal, ranges)))
            .Where(index => index.Leading.Count > 0)
            .OrderByDescending(index => index.Leading.Count)
            .Select(index => $"{index.Name} ({string.Join(", ", index.Leading)})")
            .FirstOrDefault();
    }

    private static IReadOnlyList<string> Leading(IReadOnlyList<string> keys, HashSet<string> equal, HashSet<string> ranges)
    {
        var leading = keys.TakeWhile(equal.Contains).ToList();
        return [.. leading, .. keys.Skip(leading.Count).Take(1).Where(ranges.Contains).Select(key => $"range of {key}")];
    }

    private static IEnumerable<NamedTableReference> OwnTables(FromClause? from) => from?.TableReferences.SelectMany(Flat).OfType<NamedTableReference>() ?? [];

    private static IEnumerable<TableReference> Flat(TableReference reference) =>
        reference is JoinTableReference join ? [.. Flat(join.FirstTableReference), .. Flat(join.SecondTableReference)] : [reference];

    // Those of an outer join choose rows of its second side only.
    private static IEnumerable<BooleanExpression> JoinConditions(FromClause from, NamedTableReference table) =>
        from.TableReferences.SelectMany(Joins)
            .Where(join => join.QualifiedJoinType == QualifiedJoinType.Inner || (join.QualifiedJoinType == QualifiedJoinType.LeftOuter && Flat(join.SecondTableReference).Contains(table)))
            .SelectMany(join => Conditions(join.SearchCondition));

    private static IEnumerable<QualifiedJoin> Joins(TableReference reference) =>
        reference is QualifiedJoin join ? [join, .. Joins(join.FirstTableReference), .. Joins(join.SecondTableReference)] : [];

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

    private static string? RangeColumn(BooleanExpression condition, string table) =>
        condition is BooleanComparisonExpression
        {
            ComparisonType: BooleanComparisonType.LessThan or BooleanComparisonType.LessThanOrEqualTo or BooleanComparisonType.GreaterThan or BooleanComparisonType.GreaterThanOrEqualTo,
        } range
            ? ColumnOf(range.FirstExpression, table) ?? ColumnOf(range.SecondExpression, table)
            : null;

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

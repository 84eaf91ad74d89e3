using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ColumnType = JobsGateway.Stores.SqlServer.Dialect.Tests.Model.ColumnType;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Types;

/// <summary>Finds the places where the server would have to convert a column to compare it, or a value to write it.</summary>
internal sealed class TypeCheck : TSqlFragmentVisitor
{
    private readonly Expressions _expressions;
    private readonly List<string> _findings = [];
    private Scope? _scope;

    private TypeCheck(Expressions expressions) => _expressions = expressions;

    public static IReadOnlyList<string> Findings(SchemaModel model, Statement statement)
    {
        var tree = Tree.Parse(SessionTables.Lasting(Tree.Parse(statement.Sql)));
        var check = new TypeCheck(new Expressions(model, tree, statement));
        tree.Accept(check);
        return [.. check._findings.Select(finding => $"{statement.Name}: {finding}")];
    }

    public override void ExplicitVisit(CreateIndexStatement node) =>
        Within(_expressions.Rows.Scope(new FromClause { TableReferences = { new NamedTableReference { SchemaObject = node.OnName } } }, null), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(QuerySpecification node) => Within(_expressions.Rows.Scope(node.FromClause, _scope), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(DeleteSpecification node)
    {
        var (scope, _) = Changed(node, node.FromClause);
        Within(scope, () => base.ExplicitVisit(node));
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        var (scope, target) = Changed(node, node.FromClause);
        foreach (var set in node.SetClauses.OfType<AssignmentSetClause>().Where(set => set.Column is not null))
            Assign(target, set.Column.MultiPartIdentifier.Identifiers[^1], set.NewValue, scope);
        Within(scope, () => base.ExplicitVisit(node));
    }

    public override void ExplicitVisit(InsertSpecification node)
    {
        var (scope, target) = Changed(node, null);
        var columns = node.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1]).ToList();
        if (node.InsertSource is ValuesInsertSource values)
            foreach (var row in values.RowValues)
                AssignAll(target, columns, row.ColumnValues, scope);
        else if (node.InsertSource is SelectInsertSource { Select: var select })
            foreach (var query in Tree.Nodes(select).OfType<QuerySpecification>().Where(query => IsPart(select, query)))
                AssignAll(target, columns, [.. query.SelectElements.Cast<SelectScalarExpression>().Select(element => element.Expression)], _expressions.Rows.Scope(query.FromClause, _scope));
        Within(scope, () => base.ExplicitVisit(node));
    }

    public override void Visit(BooleanComparisonExpression node) => Compare(node, node.FirstExpression, node.SecondExpression);

    public override void Visit(BooleanTernaryExpression node)
    {
        Compare(node, node.FirstExpression, node.SecondExpression);
        Compare(node, node.FirstExpression, node.ThirdExpression);
    }

    public override void Visit(LikePredicate node) => Compare(node, node.FirstExpression, node.SecondExpression);

    public override void Visit(InPredicate node)
    {
        foreach (var value in node.Subquery is null ? node.Values : [node.Subquery])
            Compare(node, node.Expression, value);
    }

    private static bool IsPart(QueryExpression whole, QuerySpecification query) =>
        whole switch
        {
            BinaryQueryExpression union => IsPart(union.FirstQueryExpression, query) || IsPart(union.SecondQueryExpression, query),
            QueryParenthesisExpression inner => IsPart(inner.QueryExpression, query),
            _ => whole == query,
        };

    private (Scope Scope, Source Target) Changed(DataModificationSpecification change, FromClause? from)
    {
        var read = _expressions.Rows.Scope(from, _scope);
        var target = _expressions.Rows.Target(change.Target, read);
        Source[] own = from is null && change is not InsertSpecification ? [target] : [];
        return (new Scope(_scope, [.. read.Sources, .. own, target with { Name = "inserted" }, target with { Name = "deleted" }]), target);
    }

    private void Within(Scope scope, Action visit)
    {
        (var outer, _scope) = (_scope, scope);
        visit();
        _scope = outer;
    }

    private void Compare(TSqlFragment place, ScalarExpression left, ScalarExpression right)
    {
        var (first, second) = (_expressions.TypeOf(left, _scope), _expressions.TypeOf(right, _scope));
        if (!Expressions.IsColumn(left) && !Expressions.IsColumn(right))
            return;
        if (first is not null && second is not null)
            Expect(place, first, second, withCollation: true);
        else if (Widens(first, right) || Widens(second, left))
            _findings.Add($"{Tree.Text(place)}: a column that is not of Unicode meets a text that is");
        else if (Tree.Nodes(first is null ? left : right).OfType<VariableReference>().Any())
            _findings.Add($"{Tree.Text(place)}: a column meets a parameter in an expression whose type is not known");
    }

    // A literal of Unicode stands above char and varchar: the column is what the server converts.
    private static bool Widens(ColumnType? column, ScalarExpression other) =>
        other is StringLiteral { IsNational: true } && column is not null && (column.Declaration.StartsWith("char", StringComparison.Ordinal) || column.Declaration.StartsWith("varchar", StringComparison.Ordinal));

    private void AssignAll(Source target, List<Identifier> columns, IList<ScalarExpression> values, Scope scope)
    {
        foreach (var (column, value) in columns.Zip(values))
            Assign(target, column, value, scope);
    }

    private void Assign(Source target, Identifier column, ScalarExpression value, Scope scope)
    {
        foreach (var leaf in Leaves(value))
            if (target.Columns[column.Value] is { } type && _expressions.TypeOf(leaf, scope) is { } given)
                Expect(leaf, type, given, withCollation: false);
    }

    private static IEnumerable<ScalarExpression> Leaves(ScalarExpression value) =>
        value switch
        {
            ParenthesisExpression inner => Leaves(inner.Expression),
            BinaryExpression binary => [.. Leaves(binary.FirstExpression), .. Leaves(binary.SecondExpression)],
            CoalesceExpression coalesce => coalesce.Expressions.SelectMany(Leaves),
            FunctionCall { FunctionName.Value: "ISNULL" } call => call.Parameters.SelectMany(Leaves),
            SearchedCaseExpression @case => [.. @case.WhenClauses.SelectMany(when => Leaves(when.ThenExpression)), .. @case.ElseExpression is null ? [] : Leaves(@case.ElseExpression)],
            _ => [value],
        };

    private void Expect(TSqlFragment place, ColumnType first, ColumnType second, bool withCollation)
    {
        if (first.Declaration != second.Declaration)
            _findings.Add($"{Tree.Text(place)}: {first.Declaration} meets {second.Declaration}");
        else if (withCollation && first.Collation is not null && second.Collation is not null && first.Collation != second.Collation)
            _findings.Add($"{Tree.Text(place)}: {first.Collation} meets {second.Collation}");
    }
}

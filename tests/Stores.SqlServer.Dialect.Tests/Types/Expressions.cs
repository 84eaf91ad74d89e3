using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ColumnType = JobsGateway.Stores.SqlServer.Dialect.Tests.Model.ColumnType;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Types;

/// <summary>The types of a statement's expressions.</summary>
internal sealed class Expressions
{
    private readonly Dictionary<string, ColumnType> _variables;

    public Expressions(SchemaModel model, TSqlFragment tree, Statement statement)
    {
        Rows = new Rows(model, tree, this);
        _variables = statement.Parameters.ToDictionary(parameter => "@" + parameter.Name, ColumnType.Of);
        foreach (var variable in Tree.Nodes(tree).OfType<DeclareVariableElement>())
            _variables.Add(variable.VariableName.Value, ColumnType.Of(variable.DataType));
    }

    public Rows Rows { get; }

    /// <summary>The type of an expression; null where it is not known.</summary>
    /// <exception cref="NotSupportedException">It names a column that is not there.</exception>
    public ColumnType? TypeOf(ScalarExpression expression, Scope? scope)
    {
        var type = Plain(expression, scope);
        return expression is PrimaryExpression { Collation: { } collation } ? type?.Collated(collation) : type;
    }

    /// <summary>Whether an expression is a column as it is.</summary>
    public static bool IsColumn(ScalarExpression expression) =>
        expression is ColumnReferenceExpression || expression is ParenthesisExpression inner && IsColumn(inner.Expression);

    private ColumnType? Plain(ScalarExpression expression, Scope? scope) =>
        expression switch
        {
            ColumnReferenceExpression column => Column(column, scope),
            VariableReference variable => _variables.GetValueOrDefault(variable.Name),
            ParenthesisExpression inner => TypeOf(inner.Expression, scope),
            ConvertCall convert => Converted(convert.DataType, convert.Parameter),
            CastCall cast => Converted(cast.DataType, cast.Parameter),
            CoalesceExpression coalesce => TypeOf(coalesce.Expressions[0], scope),
            NullIfExpression nullIf => TypeOf(nullIf.FirstExpression, scope),
            FunctionCall { FunctionName.Value: "MIN" or "MAX" or "ISNULL" } call => TypeOf(call.Parameters[0], scope),
            SearchedCaseExpression @case => @case.WhenClauses.Select(when => TypeOf(when.ThenExpression, scope)).FirstOrDefault(type => type is not null),
            ScalarSubquery query => Rows.Columns(query.QueryExpression, scope).Values.First(),
            _ => null,
        };

    private static ColumnType? Column(ColumnReferenceExpression column, Scope? scope) =>
        scope?.SourceOf(column) is { } source ? source.Columns[column.MultiPartIdentifier.Identifiers[^1].Value] : throw new NotSupportedException($"No column {Tree.Text(column)}.");

    // What is converted keeps its own collation; a parameter or a literal has none.
    private static ColumnType Converted(DataTypeReference to, ScalarExpression from) =>
        from is VariableReference or Literal ? ColumnType.Of(to) : ColumnType.Of(to).Collated(null);
}

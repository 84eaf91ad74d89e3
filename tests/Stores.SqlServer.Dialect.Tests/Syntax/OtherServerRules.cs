using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;

/// <summary>What SQL Server takes and another server that speaks TDS does not, as far as the text shows it.</summary>
internal static class OtherServerRules
{
    /// <summary>May stand in a text that is run only where it is known.</summary>
    public static Rule DatabaseSettings { get; } = Rule.Node<AlterDatabaseSetStatement>("ALTER DATABASE SET");

    public static IReadOnlyList<Rule> All { get; } =
    [
        DatabaseSettings,
        new("CREATE OR ALTER", node => node is CreateOrAlterProcedureStatement or CreateOrAlterFunctionStatement or CreateOrAlterViewStatement or CreateOrAlterTriggerStatement),
        new("ALTER VIEW, INDEX or SCHEMA", node => node is AlterViewStatement or AlterIndexStatement or AlterSchemaStatement),
        new("an updated common table expression", UpdatesExpression),
        Rule.Node<AssignmentSetClause>("SET @variable = column = value", set => set.Variable is not null && set.Column is not null),
        Rule.Node<AlterTableAddTableElementStatement>(
            "two columns added at once", add => add.Definition.ColumnDefinitions.Count + add.Definition.TableConstraints.Count + add.Definition.Indexes.Count > 1),
        Rule.Node<AlterTableDropTableElementStatement>("two columns dropped at once", drop => drop.AlterTableDropTableElements.Count > 1),
        Rule.Node<DefaultConstraintDefinition>("WITH VALUES", constraint => constraint.WithValues),
        Rule.Node<AlterTableAlterColumnStatement>(
            "ALTER COLUMN ... NULL", alter => alter.AlterTableAlterColumnOption is AlterTableAlterColumnOption.Null or AlterTableAlterColumnOption.NotNull),
        Rule.Node<TableDefinition>("an index in CREATE TABLE", table => table.Indexes.Count > 0 || table.ColumnDefinitions.Any(column => column.Index is not null)),
        Rule.Node<IgnoreDupKeyIndexOption>("IGNORE_DUP_KEY"),
        // Only such a view can have an index.
        Rule.Node<ViewOption>("an indexed view", option => option.OptionKind == ViewOptionKind.SchemaBinding),
        Rule.Node<CreateSynonymStatement>("a synonym"),
        Rule.Node<SchemaObjectName>("a global temporary table", name => name.BaseIdentifier?.Value.StartsWith("##", StringComparison.Ordinal) == true),
        new("a temporal table", node => node is SystemVersioningTableOption or SystemTimePeriodDefinition or TemporalClause),
        Rule.Node<FunctionCall>("JSON_OBJECT, JSON_ARRAY or JSON_PATH_EXISTS", call => IsOneOf(call.FunctionName, "JSON_OBJECT", "JSON_ARRAY", "JSON_PATH_EXISTS")),
        Rule.Node<GlobalFunctionTableReference>("GENERATE_SERIES", call => IsOneOf(call.Name, "GENERATE_SERIES")),
        Rule.Node<GlobalFunctionTableReference>("STRING_SPLIT with ordinal", call => IsOneOf(call.Name, "STRING_SPLIT") && call.Parameters.Count > 2),
        Rule.Node<DistinctPredicate>("IS DISTINCT FROM"),
        Rule.Node<Identifier>("a collation of UTF-8", name => name.Value.EndsWith("_UTF8", StringComparison.OrdinalIgnoreCase)),
        Rule.Node<UpdateSpecification>("an unqualified column in UPDATE ... OUTPUT", ReadsUnqualified),
    ];

    private static bool UpdatesExpression(TSqlFragment node) =>
        node is StatementWithCtesAndXmlNamespaces { WithCtesAndXmlNamespaces: { } with } &&
        Target(node) is NamedTableReference target &&
        with.CommonTableExpressions.Any(expression => Tree.Same(expression.ExpressionName.Value, BehindAlias(node, target)));

    private static TableReference? Target(TSqlFragment node) =>
        node switch
        {
            UpdateStatement update => update.UpdateSpecification.Target,
            DeleteStatement delete => delete.DeleteSpecification.Target,
            _ => null,
        };

    // UPDATE c ... FROM expression AS c updates the expression as well.
    private static string BehindAlias(TSqlFragment node, NamedTableReference target)
    {
        var name = target.SchemaObject.BaseIdentifier.Value;
        var from = node is UpdateStatement update ? update.UpdateSpecification.FromClause : ((DeleteStatement)node).DeleteSpecification.FromClause;
        return from is null ? name : Tree.Nodes(from).OfType<NamedTableReference>().FirstOrDefault(table => Tree.Same(table.Alias?.Value, name))?.SchemaObject.BaseIdentifier.Value ?? name;
    }

    private static bool ReadsUnqualified(UpdateSpecification update) =>
        update.OutputClause is not null &&
        update.SetClauses.OfType<AssignmentSetClause>()
            .SelectMany(set => Tree.Nodes(set.NewValue))
            .OfType<ColumnReferenceExpression>()
            .Any(column => column.MultiPartIdentifier?.Count == 1);

    private static bool IsOneOf(Identifier name, params string[] names) => names.Contains(name.Value, StringComparer.OrdinalIgnoreCase);
}

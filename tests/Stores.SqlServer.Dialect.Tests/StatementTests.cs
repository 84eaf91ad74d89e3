using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Types;
using JobsGateway.Stores.SqlServer.Schema;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests;

/// <summary>Everything the store can send, read by SQL Server's own parser and model.</summary>
public sealed class StatementTests
{
    private static readonly IReadOnlyList<Statement> _all =
        [.. StatementCatalog.For(SchemaModel.Schema).All, new Statement("Role", SchemaText.Role(SchemaModel.Schema, "a'role]"))];

    [Fact]
    public void Every_statement_parses_on_the_oldest_and_the_newest_server() =>
        AssertNone(
            from statement in _all
            from text in RunText.In(statement.Sql).Select(text => text.Sql).Prepend(statement.Sql)
            from parser in Tree.Parsers
            from error in Tree.Errors(text, parser)
            select $"{statement.Name}, {parser.GetType().Name}: {error}");

    [Fact]
    public void No_statement_holds_what_is_refused() =>
        AssertNone(
            from statement in _all
            from finding in Rule.Findings(statement.Sql, [.. HouseRules.All, .. OtherServerRules.All])
            select $"{statement.Name}: {finding}");

    [Fact]
    public void Every_statement_names_its_parameters_and_no_others() =>
        AssertNone(
            from statement in _all
            let nodes = Tree.Nodes(Tree.Parse(statement.Sql))
            let declared = nodes.OfType<DeclareVariableElement>().Select(variable => variable.VariableName.Value)
                .Concat(nodes.OfType<DeclareTableVariableBody>().Select(table => table.VariableName.Value))
            let named = nodes.OfType<VariableReference>().Select(variable => variable.Name).Except([.. declared, .. OfProcedures(nodes)])
            let expected = statement.Parameters.Select(parameter => "@" + parameter.Name)
            where !named.Order().SequenceEqual(expected.Order())
            select $"{statement.Name}: names {string.Join(", ", named.Order())}; has {string.Join(", ", expected.Order())}");

    [Fact]
    public void Every_name_in_a_statement_is_in_the_schema()
    {
        using var model = SchemaModel.For(_all);
        AssertNone(model.Problems(_all.Where(statement => statement.Name != "Role")));
    }

    [Fact]
    public void Every_parameter_is_of_the_type_of_the_column_it_meets()
    {
        using var model = SchemaModel.For(_all);
        var run = RunText.In(SchemaModel.Upgrade.Sql).Select(text => new Statement("Upgrade", text.Sql));
        AssertNone(_all.Concat(run).SelectMany(statement => TypeCheck.Findings(model, statement)));
    }

    [Fact]
    public void The_role_may_do_what_the_statements_do_and_no_more() =>
        Assert.Equal(Privileges.Used(_all), Privileges.Granted(_all.Single(statement => statement.Name == "Role").Sql));

    // All of them, where xunit would cut them short.
    private static void AssertNone(IEnumerable<string> findings) => Assert.Equal("", string.Join("\n", findings.Distinct()));

    // EXEC p @name = value names the procedure's parameter, not the statement's.
    private static IEnumerable<string> OfProcedures(IReadOnlyList<TSqlFragment> nodes) =>
        nodes.OfType<ExecuteParameter>().Select(parameter => parameter.Variable?.Name).OfType<string>();
}

using System.Data;
using System.Text.RegularExpressions;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>What every statement keeps to, without a server.</summary>
public sealed partial class StatementTests
{
    private static readonly IReadOnlyList<Statement> Statements = [.. StatementCatalog.For("some_schema").All];

    [Fact]
    public void Every_parameter_is_named_in_its_statement_and_every_name_has_a_parameter()
    {
        Assert.True(Statements.Count > 700);
        foreach (var statement in Statements.Where(statement => statement.Name != "SchemaUpgrade"))
        {
            var declared = Declared().Matches(statement.Sql).Select(match => match.Groups[1].Value);
            var named = Named().Matches(statement.Sql).Select(match => match.Groups[1].Value).Except([.. declared, "Expected", "Written"]);
            Assert.Equal(statement.Parameters.Select(parameter => parameter.Name).Order(), named.Distinct().Order());
        }
    }

    [Fact]
    public void No_statement_is_made_without_its_schema()
    {
        Assert.DoesNotContain(Statements, statement => statement.Sql.Contains("$(", StringComparison.Ordinal));
        Assert.All(Statements, statement => Assert.Contains("some_schema", statement.Sql, StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_have_the_types_of_the_statement()
    {
        var statement = new Statement("Test", "", JobColumn.Kind, JobColumn.Id, JobColumn.Text("Name"), JobColumn.FailedAt, JobColumn.Document);
        using var command = new SqlCommand();
        new StatementParameters(
            statement,
            [("Kind", (byte)1), ("Id", "65e1f3a0"), ("Name", null), ("FailedAt", DateTime.UnixEpoch), ("Document", new byte[] { 1 })]).AddParameters(command, null!);
        Assert.Equal(
            [("@Kind", SqlDbType.TinyInt, 1), ("@Id", SqlDbType.Char, 24), ("@Name", SqlDbType.NVarChar, 440), ("@FailedAt", SqlDbType.DateTime2, 0), ("@Document", SqlDbType.VarBinary, -1)],
            command.Parameters.Cast<SqlParameter>().Select(parameter => (parameter.ParameterName, parameter.SqlDbType, parameter.Size)));
        Assert.Equal(3, command.Parameters["@FailedAt"].Scale);
        Assert.Equal(DBNull.Value, command.Parameters["@Name"].Value);
    }

    [Fact]
    public void A_value_that_is_missing_is_a_mistake_that_is_told()
    {
        using var command = new SqlCommand();
        var parameters = new StatementParameters(new Statement("Test", "", JobColumn.Kind), []);
        Assert.Contains("@Kind", Assert.Throws<InvalidOperationException>(() => parameters.AddParameters(command, null!)).Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<!@)@([A-Za-z]+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"DECLARE @([A-Za-z]+)")]
    private static partial Regex Declared();
}

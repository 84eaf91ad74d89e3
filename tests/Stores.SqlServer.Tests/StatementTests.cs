using System.Data;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>What every statement keeps to, without a server.</summary>
public sealed class StatementTests
{
    private static readonly IReadOnlyList<Statement> Statements = [.. StatementCatalog.For("some_schema").All];

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
}

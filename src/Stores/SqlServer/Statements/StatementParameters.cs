using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>A statement's parameters with their values, in the types the statement names.</summary>
internal sealed class StatementParameters(Statement statement, (string Name, object? Value)[] values) : SqlMapper.IDynamicParameters
{
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        foreach (var parameter in statement.Parameters)
            command.Parameters.Add(Make(parameter));
    }

    private SqlParameter Make(Parameter parameter)
    {
        var made = new SqlParameter("@" + parameter.Name, parameter.Type, parameter.Size) { Value = ValueOf(parameter) ?? DBNull.Value };
        if (parameter.Scale > 0)
            made.Scale = parameter.Scale;
        return made;
    }

    private object? ValueOf(Parameter parameter)
    {
        foreach (var (name, value) in values)
        {
            if (name == parameter.Name)
                return value;
        }

        throw new InvalidOperationException($"The statement {statement.Name} got no value for @{parameter.Name}.");
    }
}

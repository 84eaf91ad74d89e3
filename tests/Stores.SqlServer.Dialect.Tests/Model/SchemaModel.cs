using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The store's tables in the product's own model of a database. Statements are added as procedures; what they name must be there.</summary>
/// <remarks>Names must match to the letter: a database may tell upper from lower case.</remarks>
internal sealed class SchemaModel : IDisposable
{
    public const string Schema = "jobs";

    private SchemaModel(IEnumerable<TSqlStatement> sessionTables)
    {
        Database = new TSqlModel(SqlServerVersion.Sql180, new TSqlModelOptions { Collation = "Latin1_General_100_CS_AS" });
        Database.AddObjects($"CREATE SCHEMA [{Schema}]");
        foreach (var script in Scripts())
            Add(script);
        foreach (var table in sessionTables)
            Database.AddObjects(SessionTables.Lasting(table));
    }

    public TSqlModel Database { get; }

    /// <summary>The store's schema, with the temporary tables that some statements of a catalog make and others use.</summary>
    public static SchemaModel For(IEnumerable<Statement> catalog) => new(catalog.SelectMany(statement => SessionTables.MadeBy(statement.Sql)));

    /// <summary>The steps of the schema.</summary>
    public static IReadOnlyList<string> Scripts() =>
        [.. SchemaScripts.Load(typeof(SqlServerSection).Assembly).Select(script => script.Sql.Replace("$(Schema)", Schema, StringComparison.Ordinal))];

    /// <summary>What is wrong with a statement.</summary>
    public IReadOnlyList<string> Problems(Statement statement)
    {
        var parameters = string.Join(", ", statement.Parameters.Select(parameter => $"@{parameter.Name} {ColumnType.Of(parameter).Declaration}"));
        try
        {
            AddProcedure(parameters, SessionTables.Lasting(Tree.Parse(statement.Sql)));
            return Problems();
        }
        catch (DacModelException refused)
        {
            return [refused.Message];
        }
    }

    /// <summary>What is wrong with all that is in the model.</summary>
    public IReadOnlyList<string> Problems() => [.. Database.Validate().Select(message => $"{message.Prefix}{message.Number}: {message.Message}")];

    public void Dispose() => Database.Dispose();

    private void Add(string script)
    {
        foreach (var statement in Tree.Parse(script).Batches.SelectMany(batch => batch.Statements))
            if (statement is DataModificationStatement)
                AddProcedure("", Tree.Text(statement));
            else
                Database.AddObjects(Tree.Text(statement));
    }

    private void AddProcedure(string parameters, string body) =>
        Database.AddObjects($"CREATE PROCEDURE [{Schema}].[{Guid.NewGuid()}] {parameters} AS BEGIN {body}\nRETURN; END");
}

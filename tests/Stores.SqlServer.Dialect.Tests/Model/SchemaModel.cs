using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ColumnType = JobsGateway.Stores.SqlServer.Dialect.Tests.Model.ColumnType;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The store's tables in the product's own model of a database. Statements are added as procedures; what they name must be there.</summary>
/// <remarks>Names must match to the letter: a database may tell upper from lower case.</remarks>
internal sealed class SchemaModel : IDisposable
{
    public const string Schema = "jobs";

    private int _procedures;

    private SchemaModel(IEnumerable<string> sessionTables)
    {
        Database = new TSqlModel(SqlServerVersion.Sql180, new TSqlModelOptions { Collation = "Latin1_General_100_CS_AS" });
        foreach (var text in RunText.In(Upgrade.Sql))
            Add(text);
        foreach (var table in sessionTables.Distinct())
            Database.AddObjects(table);
        Tables = Database.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).ToDictionary(table => table.Name.Parts[^1], Columns);
    }

    /// <summary>What makes the schema: the texts that it runs are the model's tables.</summary>
    public static Statement Upgrade { get; } = SchemaStatements.Upgrade(Schema, SchemaScripts.Load(typeof(SqlServerSection).Assembly));

    public TSqlModel Database { get; }

    /// <summary>The columns of every table.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, ColumnType?>> Tables { get; }

    /// <summary>The store's schema, with the temporary tables and table variables that some statements of a catalog make and others use.</summary>
    public static SchemaModel For(IEnumerable<Statement> catalog) => new(catalog.SelectMany(statement => SessionTables.MadeBy(statement.Sql)));

    /// <summary>What is wrong with some statements.</summary>
    public IReadOnlyList<string> Problems(IEnumerable<Statement> statements)
    {
        try
        {
            // At once: for each alone the model would look at everything again.
            Database.AddObjects(string.Join("\nGO\n", statements.Where(statement => statement.Sql != Upgrade.Sql).Select(Procedure)));
            return Problems();
        }
        catch (DacModelException refused)
        {
            return [refused.Message];
        }
    }

    /// <summary>What is wrong with all that is in the model.</summary>
    public IReadOnlyList<string> Problems() =>
        [.. Database.Validate().Where(message => !SystemTables.IsKnown(message.Message)).Select(message => $"{message.Prefix}{message.Number}: {message.Message}")];

    public void Dispose() => Database.Dispose();

    private static IReadOnlyDictionary<string, ColumnType?> Columns(TSqlObject table) =>
        table.GetReferenced(Table.Columns).ToDictionary(column => column.Name.Parts[^1], column => (ColumnType?)ColumnType.Of(column));

    private void Add(RunText text)
    {
        foreach (var statement in Tree.Parse(text.Sql).Batches.SelectMany(batch => batch.Statements))
            if (statement is StatementWithCtesAndXmlNamespaces)
                Database.AddObjects(Procedure("Upgrade", text.Parameters, Tree.Text(statement)));
            else
                Database.AddObjects(Tree.Text(statement));
    }

    private string Procedure(Statement statement) =>
        Procedure(
            statement.Name,
            string.Join(", ", statement.Parameters.Select(parameter => $"@{parameter.Name} {ColumnType.Of(parameter).Declaration}")),
            SessionTables.Lasting(Tree.Parse(statement.Sql)));

    private string Procedure(string name, string parameters, string body) =>
        $"CREATE PROCEDURE [{Schema}].[{name} {_procedures++}] {parameters} AS BEGIN {body}\nRETURN; END";
}

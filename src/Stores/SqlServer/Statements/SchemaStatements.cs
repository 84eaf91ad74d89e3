using JobsGateway.Stores.Abstractions.Schema;
using JobsGateway.Stores.SqlServer.Schema;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The statements about the schema itself.</summary>
internal sealed class SchemaStatements(string schema)
{
    /// <summary>The error of the upgrade where it finds tables of something else.</summary>
    public const int ForeignTables = 50_002;

    /// <summary>The steps that were run. The table is missing where none was.</summary>
    public Statement Versions { get; } = new("SchemaVersions", $"SELECT Version, AppliedAt FROM [{schema}].[SchemaVersion] ORDER BY Version");

    public Statement CountTables { get; } = new("SchemaTables", $"SELECT COUNT(*) FROM sys.tables WHERE schema_id = SCHEMA_ID(N'{schema}')");

    public static Statement Upgrade(string schema, IReadOnlyList<SchemaScript> scripts) => new("SchemaUpgrade", SchemaText.Upgrade(schema, scripts, 0));

    public IEnumerable<Statement> All => [Versions, CountTables, Upgrade(schema, SchemaScripts.Load(typeof(SchemaStatements).Assembly))];
}

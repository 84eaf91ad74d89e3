using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>The steps of the schema: the numbered scripts next to this file.</summary>
internal static class SqliteScripts
{
    /// <summary>The table that says which steps were run.</summary>
    public const string VersionTable = "CREATE TABLE IF NOT EXISTS SchemaVersion (Version INTEGER PRIMARY KEY, AppliedAt TEXT NOT NULL) STRICT";

    public static IReadOnlyList<SchemaScript> All { get; } = SchemaScripts.Load(typeof(SqliteScripts).Assembly);
}

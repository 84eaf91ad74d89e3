using System.Text;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>The steps as one script for somebody who runs it by hand.</summary>
internal static class SchemaText
{
    /// <remarks>
    /// SQLite's language has no conditions, so a step that was run can't be passed over. Instead each step begins with its row in SchemaVersion: where that
    /// is there already, its primary key fails the script before the step changes anything, and <c>-bail</c> ends it there; the transaction is never committed.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public static string Of(IReadOnlyList<SchemaScript> scripts, int fromVersion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromVersion, scripts[^1].Version);
        var text = new StringBuilder()
            .Append("-- JobsGateway: the schema of a SQLite store, from version ").Append(fromVersion).Append(" to ").Append(scripts[^1].Version).Append(".\n")
            .Append("-- Run it with 'sqlite3 -bail <file> < <this script>'. A second run fails at the first step that was run, and changes nothing.\n")
            .Append("BEGIN IMMEDIATE;\n")
            .Append(SqliteScripts.VersionTable).Append(";\n");
        foreach (var script in scripts.Where(script => script.Version > fromVersion))
        {
            text.Append("\n-- Version ").Append(script.Version).Append(": ").Append(script.Name).Append('\n')
                .Append("INSERT INTO SchemaVersion (Version, AppliedAt) VALUES (").Append(script.Version).Append(", strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));\n")
                .Append(script.Sql.TrimEnd()).Append('\n');
        }

        return text.Append("\nCOMMIT;\n").ToString();
    }
}

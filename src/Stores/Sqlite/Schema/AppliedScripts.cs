using System.Globalization;
using Dapper;
using JobsGateway.Stores.Abstractions.Schema;
using Microsoft.Data.Sqlite;

namespace JobsGateway.Stores.Sqlite.Schema;

/// <summary>The steps that were run on a database, as it says itself.</summary>
internal static class AppliedScripts
{
    /// <returns>The steps in order; null where the database holds tables of something else.</returns>
    public static IReadOnlyList<AppliedScript>? Read(SqliteConnection connection, SqliteTransaction transaction)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'", transaction: transaction).AsList();
        if (tables.Count == 0)
            return [];
        if (!tables.Contains("SchemaVersion"))
            return null;
        var rows = connection.Query<(int Version, string AppliedAt)>("SELECT Version, AppliedAt FROM SchemaVersion ORDER BY Version", transaction: transaction);
        return [.. rows.Select(row => new AppliedScript(row.Version, MomentOf(row.AppliedAt)))];
    }

    // Whoever wrote the row by hand may have written anything, and nothing depends on it.
    private static DateTimeOffset MomentOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : DateTimeOffset.MinValue;
}

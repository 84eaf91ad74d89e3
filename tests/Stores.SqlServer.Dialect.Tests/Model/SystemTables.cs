using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>What the statements read of the server's own tables, which the model does not have.</summary>
internal static partial class SystemTables
{
    private static readonly Dictionary<string, Dictionary<string, ColumnType?>> _tables = new() { ["tables"] = new() { ["schema_id"] = new("int") } };

    public static IReadOnlyDictionary<string, ColumnType?>? Columns(SchemaObjectName name) =>
        name.SchemaIdentifier?.Value == "sys" ? _tables.GetValueOrDefault(name.BaseIdentifier.Value) : null;

    /// <summary>Whether the model misses only what a server has.</summary>
    public static bool IsKnown(string message) =>
        Missing().Match(message) is { Success: true } missing && _tables.TryGetValue(missing.Groups["table"].Value, out var columns) &&
        (missing.Groups["column"] is not { Success: true } column || columns.ContainsKey(column.Value));

    [GeneratedRegex(@"unresolved reference to object \[sys\]\.\[(?<table>\w+)\](\.\[(?<column>\w+)\])?\.$")]
    private static partial Regex Missing();
}

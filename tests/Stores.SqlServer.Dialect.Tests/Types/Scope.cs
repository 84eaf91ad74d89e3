using Microsoft.SqlServer.TransactSql.ScriptDom;
using ColumnType = JobsGateway.Stores.SqlServer.Dialect.Tests.Model.ColumnType;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Types;

/// <summary>Rows that a query reads.</summary>
/// <param name="Name">What the query calls them.</param>
/// <param name="Columns">Their columns; null for one whose type is not known.</param>
/// <param name="Table">The table they are rows of, if they are.</param>
internal sealed record Source(string? Name, IReadOnlyDictionary<string, ColumnType?> Columns, string? Table = null);

/// <summary>What the names in a query mean: its own rows first, then those of the queries around it.</summary>
internal sealed record Scope(Scope? Outer, IReadOnlyList<Source> Sources)
{
    /// <summary>Where a column comes from; null for a name that means nothing here.</summary>
    public Source? SourceOf(ColumnReferenceExpression column)
    {
        var names = column.MultiPartIdentifier.Identifiers;
        var qualifier = names.Count > 1 ? names[^2].Value : null;
        return Sources.FirstOrDefault(source => (qualifier is null || qualifier == source.Name) && source.Columns.ContainsKey(names[^1].Value)) ?? Outer?.SourceOf(column);
    }
}

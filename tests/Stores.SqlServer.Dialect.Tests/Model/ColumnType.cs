using System.Globalization;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>The type of a column, a parameter or a conversion.</summary>
/// <param name="Declaration">As T-SQL writes it, with its length or scale: <c>nvarchar(440)</c>.</param>
/// <param name="Collation">The order of a column's texts; null for everything else.</param>
internal sealed record ColumnType(string Declaration, string? Collation = null)
{
    /// <summary>The collation of a text where none is written: that of the database, which nobody knows here.</summary>
    public const string Unsaid = "the database's collation";

    private static readonly HashSet<string> _sized = ["char", "varchar", "nchar", "nvarchar", "binary", "varbinary"];
    private static readonly HashSet<string> _scaled = ["datetime2", "datetimeoffset", "time"];

    public static ColumnType Of(Statements.Parameter parameter)
    {
        var name = parameter.Type.ToString().ToLowerInvariant();
        return new(Declare(name, parameter.Size, parameter.Size == -1, parameter.Scale));
    }

    public static ColumnType Of(TSqlObject column)
    {
        var name = column.GetReferenced(Column.DataType).Single().Name.Parts[^1];
        var declaration = Declare(name, column.GetProperty<int>(Column.Length), column.GetProperty<bool>(Column.IsMax), column.GetProperty<int>(Column.Scale));
        var collation = column.GetProperty<string>(Column.Collation);
        return string.IsNullOrEmpty(collation) ? new ColumnType(declaration).Collated(null) : new ColumnType(declaration, collation);
    }

    public static ColumnType Of(DataTypeReference type)
    {
        var name = type.Name.BaseIdentifier.Value.ToLowerInvariant();
        var sizes = ((ParameterizedDataTypeReference)type).Parameters;
        var isMax = sizes.OfType<MaxLiteral>().Any();
        var number = sizes.OfType<IntegerLiteral>().Select(size => int.Parse(size.Value, CultureInfo.InvariantCulture)).FirstOrDefault(_scaled.Contains(name) ? 7 : 1);
        return new(Declare(name, number, isMax, number));
    }

    /// <summary>The same type with what COLLATE says.</summary>
    public ColumnType Collated(Identifier? collation) =>
        Declaration.Contains("char", StringComparison.Ordinal) ? this with { Collation = collation?.Value ?? Unsaid } : this;

    private static string Declare(string name, int length, bool isMax, int scale) =>
        _sized.Contains(name) ? string.Create(CultureInfo.InvariantCulture, $"{name}({(isMax ? "max" : (object)length)})")
        : _scaled.Contains(name) ? string.Create(CultureInfo.InvariantCulture, $"{name}({scale})")
        : name;
}

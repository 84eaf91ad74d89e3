using System.Data;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The types of the columns, as parameters. A test compares them with the schema.</summary>
internal static class JobColumn
{
    /// <summary>The most characters of an indexed text.</summary>
    public const int TextLength = 440;

    public static Parameter Kind { get; } = new(nameof(Kind), SqlDbType.TinyInt);

    public static Parameter Id { get; } = new(nameof(Id), SqlDbType.Char, 24);

    public static Parameter FailedAt { get; } = new(nameof(FailedAt), SqlDbType.DateTime2, 0, 3);

    public static Parameter SourceHash { get; } = new(nameof(SourceHash), SqlDbType.Binary, 16);

    public static Parameter Document { get; } = new(nameof(Document), SqlDbType.VarBinary, -1);

    /// <summary>An indexed text.</summary>
    public static Parameter Text(string name) => new(name, SqlDbType.NVarChar, TextLength);
}

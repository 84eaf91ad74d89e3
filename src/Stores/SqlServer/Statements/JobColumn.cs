using System.Data;
using System.Text.Json;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The types of the columns, as parameters. A test compares them with the schema.</summary>
internal static class JobColumn
{
    /// <summary>The most characters of an indexed text.</summary>
    public const int TextLength = 440;

    /// <summary>The collation of every text column.</summary>
    public const string Collation = "Latin1_General_100_BIN2";

    public static Parameter Kind { get; } = new(nameof(Kind), SqlDbType.TinyInt);

    public static Parameter Id { get; } = new(nameof(Id), SqlDbType.Char, 24);

    public static Parameter Sequence { get; } = new(nameof(Sequence), SqlDbType.BigInt);

    public static Parameter Version { get; } = new(nameof(Version), SqlDbType.Int);

    public static Parameter FailedAt { get; } = new(nameof(FailedAt), SqlDbType.DateTime2, 0, 3);

    public static Parameter RetryOf { get; } = new(nameof(RetryOf), SqlDbType.Char, 24);

    public static Parameter SourceHash { get; } = new(nameof(SourceHash), SqlDbType.Binary, 16);

    public static Parameter Document { get; } = new(nameof(Document), SqlDbType.VarBinary, -1);

    public static Parameter Priority { get; } = new(nameof(Priority), SqlDbType.Int);

    public static Parameter DueAt { get; } = new(nameof(DueAt), SqlDbType.DateTime2, 0, 3);

    /// <summary>An indexed text.</summary>
    public static Parameter Text(string name) => new(name, SqlDbType.NVarChar, TextLength);

    /// <summary>A list of texts as a JSON array: a statement takes 2,100 parameters at most, a list may be longer.</summary>
    public static Parameter List(string name) => new(name, SqlDbType.NVarChar, -1);

    /// <summary>A value of such a list.</summary>
    public static string ListOf(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);
}

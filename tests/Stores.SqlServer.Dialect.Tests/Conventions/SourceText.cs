using System.Text.RegularExpressions;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Conventions;

/// <summary>Finds T-SQL in C# sources: a text that begins with one of its words, in capitals as they are written here, or a statement that is made.</summary>
internal static partial class SourceText
{
    /// <summary>The beginnings of the texts that look like T-SQL.</summary>
    public static IReadOnlyList<string> LooksLikeSql(string source) => [.. Beginning().Matches(source).Select(match => match.Value)];

    [GeneratedRegex(@"new\s+Statement\(|""\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|TRUNCATE|SET|DECLARE|BEGIN|COMMIT|ROLLBACK|SAVE|EXEC|EXECUTE|IF|WHILE|CREATE|ALTER|DROP|GRANT|WITH|FROM|WHERE|AND|ORDER)\b[^""\n]*")]
    private static partial Regex Beginning();
}

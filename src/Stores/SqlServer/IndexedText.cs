using System.Security.Cryptography;
using System.Text;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>A text as an indexed column keeps it: two are equal in the database exactly where the texts are equal.</summary>
/// <remarks>
/// The server takes texts that differ in trailing spaces for equal, an index key has 900 bytes at most, and some servers can't store U+0000. So a text that is
/// too long or odd is kept as its beginning, for people to recognise, an ellipsis and a hash of all of it. A text that happens to look like that is hashed as well.
/// </remarks>
internal static class IndexedText
{
    private const char Mark = '…';

    private const int HashLength = 2 * SHA256.HashSizeInBytes;

    /// <summary>The most characters of a text that is kept as it is, and of the beginning of another.</summary>
    internal const int PlainLength = JobColumn.TextLength - 1 - HashLength;

    /// <summary>The form of a text for every write and every lookup; null for none.</summary>
    public static string? Of(string? text) => text is null || IsPlain(text) ? text : Key(text);

    private static bool IsPlain(string text) =>
        text.Length <= PlainLength && !text.EndsWith(' ') && !text.Contains('\0', StringComparison.Ordinal) && !LooksLikeKey(text);

    private static bool LooksLikeKey(string text) => text.Length > HashLength && text[^(HashLength + 1)] == Mark;

    private static string Key(string text)
    {
        var length = Math.Min(text.Length, PlainLength);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            length--;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{text[..length].Replace('\0', '\uFFFD')}{Mark}{hash}";
    }
}

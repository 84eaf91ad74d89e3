using System.Globalization;
using System.Text;

namespace JobsGateway.Comparison.Text;

/// <summary>Strings of JSON as JavaScript reads them. The framework refuses half a surrogate pair, which Studio's data may hold and JSON may write.</summary>
internal static class JsonText
{
    /// <summary>The text of a string's bytes between its quotes, which are valid JSON. What is no UTF-8 is U+FFFD, as clients read it.</summary>
    public static string Decode(ReadOnlySpan<byte> escaped)
    {
        var text = Encoding.UTF8.GetString(escaped);
        return escaped.Contains((byte)'\\') ? Unescape(text)! : text;
    }

    /// <summary>The text that escapes stand for; null where one of them is none.</summary>
    public static string? Unescape(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains('\\'))
            return escaped.ToString();
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
                text.Append(escaped[i]);
            else if (++i < escaped.Length && Short(escaped[i]) is { } c)
                text.Append(c);
            else if (i + 4 < escaped.Length && escaped[i] == 'u' && ushort.TryParse(escaped.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                (_, i) = (text.Append((char)unit), i + 4);
            else
                return null;
        }

        return text.ToString();
    }

    /// <summary>The text in quotes, with escapes where JSON needs them and for half a surrogate pair.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or '\\')
                quoted.Append('\\').Append(text[i]);
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                quoted.Append(text[i]).Append(text[++i]);
            else if (char.IsControl(text[i]) || char.IsSurrogate(text[i]))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else
                quoted.Append(text[i]);
        }

        return quoted.Append('"').ToString();
    }

    private static char? Short(char c) => c switch
    {
        '"' or '\\' or '/' => c,
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };
}

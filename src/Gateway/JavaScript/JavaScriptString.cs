using System.Buffers;
using System.Globalization;
using System.Text;

namespace JobsGateway.Gateway.JavaScript;

/// <summary>JSON string literals of JavaScript strings, which, unlike .NET's JSON classes, may hold unpaired surrogates.</summary>
internal static class JavaScriptString
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\']);

    /// <summary>The literal <c>JSON.stringify</c> writes: as little escaped as possible, unpaired surrogates as <c>\udxxx</c>.</summary>
    public static string Quote(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (Escaped.Contains(c))
                Escape(literal, c);
            else if (!char.IsSurrogate(c))
                literal.Append(c);
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
                literal.Append(c).Append(text[++i]);
            else
                literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return literal.Append('"').ToString();
    }

    /// <summary>The string that the inside of a valid JSON string literal means.</summary>
    /// <param name="literal">UTF-8 between the quotes, with its escapes.</param>
    public static string Unescape(ReadOnlySpan<byte> literal)
    {
        var raw = Encoding.UTF8.GetString(literal);
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var same => same });
            }
        }

        return text.ToString();
    }

    private static void Escape(StringBuilder literal, char c) => _ = c switch
    {
        '"' or '\\' => literal.Append('\\').Append(c),
        '\b' => literal.Append("\\b"),
        '\f' => literal.Append("\\f"),
        '\n' => literal.Append("\\n"),
        '\r' => literal.Append("\\r"),
        '\t' => literal.Append("\\t"),
        _ => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}

using System.Globalization;
using System.Text;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison.Paths;

/// <summary>Writes paths: <c>data.items[3].name</c>, keys with odd characters as <c>["a.b"]</c>.</summary>
internal static class PathText
{
    public static string Of(IReadOnlyList<PathSegment> path)
    {
        var text = new StringBuilder();
        foreach (var segment in path)
            Append(text, segment);
        return text.ToString();
    }

    public static void Append(StringBuilder text, PathSegment segment)
    {
        if (segment.Key is { } key)
            AppendKey(text, key);
        else if (segment.Index == PathSegment.AnyIndex)
            text.Append("[*]");
        else
            text.Append(CultureInfo.InvariantCulture, $"[{segment.Index}]");
    }

    /// <summary>Whether a character can stand in a key that is written without quotes.</summary>
    public static bool IsPlain(char c) => c is not ('.' or '[' or ']' or '*' or '"' or '\\') && !char.IsControl(c) && !char.IsWhiteSpace(c) && !char.IsSurrogate(c);

    private static void AppendKey(StringBuilder text, string key)
    {
        if (key.Length == 0 || !key.All(IsPlain))
            text.Append('[').Append(JsonText.Quote(key)).Append(']');
        else if (text.Length == 0)
            text.Append(key);
        else
            text.Append('.').Append(key);
    }
}

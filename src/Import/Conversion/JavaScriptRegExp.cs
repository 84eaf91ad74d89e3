using System.Text;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>A regular expression's text, as <c>RegExp.prototype.toString</c> gives it.</summary>
internal static class JavaScriptRegExp
{
    public static string ToText(BsonRegularExpression expression)
    {
        // The driver reads the options so: "s" means global, what it does not know is dropped; the language lists them in this order.
        var flags = string.Concat("sim".Where(o => expression.Options.Contains(o, StringComparison.Ordinal)).Select(o => o == 's' ? 'g' : o));
        return $"/{Source(expression.Pattern)}/{flags}";
    }

    private static string Source(string pattern)
    {
        if (pattern.Length == 0)
            return "(?:)";
        var source = new StringBuilder(pattern.Length);
        bool isEscaped = false, isInClass = false;
        foreach (var c in pattern)
        {
            var lineBreak = c switch { '\n' => "n", '\r' => "r", '\u2028' => "u2028", '\u2029' => "u2029", _ => null };
            if (lineBreak is not null || (c == '/' && !isInClass))
                source.Append(isEscaped ? "" : "\\").Append(lineBreak ?? "/");
            else
                source.Append(c);
            if (!isEscaped)
                isInClass = c == '[' || (isInClass && c != ']');
            isEscaped = !isEscaped && c == '\\';
        }

        return source.ToString();
    }
}

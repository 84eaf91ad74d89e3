using System.Text;

namespace JobsGateway.Gateway.JavaScript;

/// <summary>JSON as body-parser 1.20 takes it by default: only an object or an array at the top.</summary>
internal static class StrictJson
{
    /// <summary>The error message the server gives for a text; null where it accepts it. The empty text is no body, and accepted.</summary>
    public static string? ErrorOf(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(" \t\n\r");
        if (start >= 0 && text[start] is '{' or '[')
            return JsonSyntaxError.Of(text);
        if (start < 0)
            return JsonSyntaxError.Of("");
        // It lets the parser complain about '#' in the place of everything from the first character on, and puts the text back into the message.
        var masked = JsonSyntaxError.Of(text[..start] + new string('#', text.Length - start))!;
        var message = new StringBuilder(masked.Length);
        for (var i = 0; i < masked.Length;)
        {
            var run = 0;
            while (i + run < masked.Length && masked[i + run] == '#')
                run++;
            message.Append(run > 0 ? text.AsSpan(start, run) : masked.AsSpan(i, 1));
            i += Math.Max(run, 1);
        }

        return message.ToString();
    }
}

namespace JobsGateway.Gateway.JavaScript;

/// <summary>The message of the SyntaxError that <c>JSON.parse</c> throws in Node 20 (V8 11.3): Studio puts it into its answers.</summary>
internal static class JsonSyntaxError
{
    // kMaxContextCharacters in V8's json-parser.h: characters shown on either side of the one that was not expected.
    private const int Context = 10;

    /// <summary>The message for a text that is not JSON; null where it is JSON.</summary>
    /// <param name="text">The text, which may hold unpaired surrogates as a JavaScript string may; so may the message.</param>
    public static string? Of(string text) => JsonGrammar.FirstFault(text) switch
    {
        null => null,
        { Expectation: { } expectation, Position: var position } => $"{expectation} at position {position}",
        { Position: var position } when position == text.Length => "Unexpected end of JSON input",
        { Position: var position } => Unexpected(text, position),
    };

    private static string Unexpected(string text, int position) => text[position] switch
    {
        '"' => $"Unexpected string in JSON at position {position}",
        '-' or (>= '0' and <= '9') => $"Unexpected number in JSON at position {position}",
        // What comes of passing a value that is no string.
        _ when text is "undefined" or "NaN" or "Infinity" or "[object Object]" => $"\"{text}\" is not valid JSON",
        _ => $"Unexpected token '{text[position]}', {Excerpt(text, position)} is not valid JSON",
    };

    private static string Excerpt(string text, int position)
    {
        if (text.Length <= 2 * Context)
            return $"\"{text}\"";
        if (position < Context)
            return $"\"{text[..(position + Context)]}\"...";
        return position < text.Length - Context
            ? $"...\"{text[(position - Context)..(position + Context)]}\"..."
            : $"...\"{text[(position - Context)..]}\"";
    }
}

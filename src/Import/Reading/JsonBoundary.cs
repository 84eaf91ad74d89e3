namespace JobsGateway.Import.Reading;

/// <summary>Finds where an element of an array may begin, without knowing the text before it.</summary>
internal static class JsonBoundary
{
    /// <summary>The offset of the "{" of the next "},{", white space between them or not; −1 where there is none.</summary>
    public static int AfterElement(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOf((byte)'}') is >= 0 and var close;)
        {
            from += close + 1;
            var comma = SkipSpace(text, from);
            if (comma >= text.Length || text[comma] != ',')
                continue;
            var open = SkipSpace(text, comma + 1);
            if (open < text.Length && text[open] == '{')
                return open;
        }

        return -1;
    }

    private static int SkipSpace(ReadOnlySpan<byte> text, int from)
    {
        var length = text[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return length < 0 ? text.Length : from + length;
    }
}

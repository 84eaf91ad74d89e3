using System.Buffers;
using System.Globalization;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>What a path may be to others than <see cref="JobsPath"/>: servers and proxies decode it, once or twice, take <c>\</c> for <c>/</c>,
/// cut off parameters and blanks, and remove dots and empty segments, each of them some of it. A path that may be an operation of the jobs API
/// to one of them, and is none here, would be carried out without a look at its token.</summary>
/// <remarks>It errs on the side of caution: what is held back here is spelt in a way in which no client spells a path.</remarks>
internal static class OtherReadings
{
    private static readonly string[] Jobs = ["api", "v2", "jobs"];

    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,=:@/.");

    /// <summary>Whether the path may be one below <c>/api/v2/jobs/</c> to somebody, by another spelling than its plain one.</summary>
    /// <param name="path">The raw path.</param>
    /// <param name="decoded">ASP.NET's reading of it, by which YARP's routes are matched and sent on.</param>
    public static bool MayBeOperation(ReadOnlySpan<char> path, ReadOnlySpan<char> decoded) =>
        path.SequenceEqual(decoded) ? !IsPlain(path) && Walk(path) : Walk(path) || Walk(decoded);

    /// <summary>Whether the text may be more than one segment to somebody.</summary>
    public static bool MayBeSegments(ReadOnlySpan<char> text) => Decode(text).AsSpan().ContainsAny('/', '\\');

    private static bool IsPlain(ReadOnlySpan<char> path) => !path.ContainsAnyExcept(Plain) && path.IndexOf("//") < 0 && path.IndexOf("/.") < 0;

    private static bool Walk(ReadOnlySpan<char> path)
    {
        var text = Decode(path);
        // Some read the first segment behind two slashes as a host.
        return Walk(text, skipped: 0) || (text is ['/' or '\\', '/' or '\\', ..] && Walk(text, skipped: 1));
    }

    private static bool Walk(string text, int skipped)
    {
        // Where segments can be taken back, which ones go depends on who reads what as a slash: the names in their order are enough then.
        var canGoBack = text.Contains("..", StringComparison.Ordinal);
        var found = 0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var slash = rest.IndexOfAny('/', '\\');
            var segment = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? [] : rest[(slash + 1)..];
            if (segment.IsEmpty)
                continue;
            if (found == Jobs.Length)
                return true;
            var name = Name(segment);
            if (name is "" or "." or "..")
                continue;
            if (skipped > 0)
                skipped--;
            else if (name.Equals(Jobs[found], StringComparison.OrdinalIgnoreCase))
                found++;
            else if (!canGoBack)
                return false;
        }

        return false;
    }

    // Without a parameter (;x=1), without blanks and controls.
    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> segment)
    {
        var parameter = segment.IndexOf(';');
        if (parameter >= 0)
            segment = segment[..parameter];
        return segment.ContainsAnyInRange('\0', ' ') || segment.ContainsAny('\u007f', '\u00a0', '\ufeff')
            ? string.Concat(segment.ToString().Where(c => c is > ' ' and not ('\u007f' or '\u00a0' or '\ufeff')))
            : segment;
    }

    // Decoded until there is nothing left to decode: %252F is %2F is /. In one pass, however deep it is.
    private static string Decode(ReadOnlySpan<char> path)
    {
        if (!path.Contains('%'))
            return path.ToString();
        var text = new char[path.Length];
        var length = 0;
        foreach (var c in path)
        {
            text[length++] = c;
            while (length >= 3 && text[length - 3] == '%' && byte.TryParse(text.AsSpan(length - 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                length -= 2;
                text[length - 1] = (char)b;
            }
        }

        return new string(text, 0, length);
    }
}

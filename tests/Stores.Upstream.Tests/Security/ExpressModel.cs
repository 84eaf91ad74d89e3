using System.Text;
using System.Text.RegularExpressions;

namespace JobsGateway.Stores.Upstream.Tests.Security;

/// <summary>What Studio's routers run for a request line, read as Express 4 reads it: <c>parseurl</c> with its fall-back to Node's old parser, level by level.</summary>
/// <remarks>Written down once more, not taken from the gateway.</remarks>
internal static partial class ExpressModel
{
    /// <summary>Whether a handler of the jobs API would run.</summary>
    /// <param name="method">The method as it arrived.</param>
    /// <param name="target">The target as it arrived, in origin form.</param>
    public static bool RunsOperation(string method, string target)
    {
        if (Mounted(target, Api()) is not { } below || Mounted(below, Jobs()) is not { } url)
            return false;
        var path = PathName(url);
        return method switch
        {
            "GET" or "HEAD" => Matches(One(), path) || Matches(CorrelationId(), path),
            "POST" => RetryMany().IsMatch(path) || Matches(Retry(), path),
            _ => false,
        };
    }

    // Node's parser of old: what it meets first, a question mark or a fragment, ends the path; before it \ is /.
    private static string PathName(string url)
    {
        if (url.IndexOfAny(['\t', '\n', '\f', '\r', ' ', '#', '\u00a0', '\ufeff']) < 0)
            return url.Split('?')[0];
        var path = url.Trim('\t', '\n', '\v', '\f', '\r', ' ', '\u00a0', '\ufeff');
        var end = path.IndexOfAny(['?', '#']);
        return (end < 0 ? path : path[..end]).Replace('\\', '/');
    }

    // The mount is cut off the address as it came, not off the path that was read.
    private static string? Mounted(string url, Regex mount)
    {
        var match = mount.Match(PathName(url));
        if (!match.Success)
            return null;
        var rest = url[match.Length..];
        return rest.StartsWith('/') ? rest : "/" + rest;
    }

    private static bool Matches(Regex route, string path) => route.Match(path) is { Success: true } match && Decodes(match.Groups[1].Value);

    private static bool Decodes(string parameter)
    {
        var bytes = Escape().Replace(parameter, escape => ((char)Convert.FromHexString(escape.ValueSpan[1..])[0]).ToString());
        return !Escape().Replace(parameter, "").Contains('%') && System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(bytes));
    }

    [GeneratedRegex("^/api/v2/?(?=/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Api();

    [GeneratedRegex("^/jobs/?(?=/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Jobs();

    [GeneratedRegex("^/([^/]+?)/?$", RegexOptions.Singleline)]
    private static partial Regex One();

    [GeneratedRegex("^/correlationId/([^/]+?)/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex CorrelationId();

    [GeneratedRegex("^/retry/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex RetryMany();

    [GeneratedRegex("^/retry/([^/]+?)/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Retry();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex Escape();
}

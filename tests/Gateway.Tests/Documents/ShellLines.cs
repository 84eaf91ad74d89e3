using System.Text.RegularExpressions;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>The lines of the documents that are for a shell.</summary>
internal static partial class ShellLines
{
    /// <summary>Those of a page: what stands in fences and names a program of the repository.</summary>
    public static IEnumerable<string> Of(MarkdownPage page) =>
        page.Blocks.Where(block => block.Language is "" or "sh" or "bash" or "console").SelectMany(block => block.Text.Split('\n')).Where(line => GatewayPattern().IsMatch(line) || ProjectPattern().IsMatch(line));

    /// <summary>The folders of projects that a line names.</summary>
    public static IEnumerable<string> Projects(string line) => ProjectPattern().Matches(line).Select(match => match.Groups["project"].Value);

    /// <summary>What each call of the gateway in a line is given.</summary>
    public static IEnumerable<IReadOnlyList<string>> GatewayArguments(string line) => GatewayPattern().Matches(line).Select(match => Words(line[(match.Index + match.Length)..])).Where(words => words.Count > 0);

    // As a shell: up to a comment, the next command or the end of a $(...), quotes taken off.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (Match match in WordPattern().Matches(text))
        {
            if (match.Groups["end"].Success)
                break;
            words.Add(QuotePattern().Replace(match.Value, "${text}"));
        }

        return words;
    }

    [GeneratedRegex(@"(dotnet run --project (~/jobsgateway/)?src/Gateway --(?= )|^\$? ?([A-Za-z_]+=\S+ )*(\S*/)?(jobsgateway|JobsGateway\.Gateway)(?= [a-z-]))")]
    private static partial Regex GatewayPattern();

    [GeneratedRegex(@"(--project|dotnet (test|build|publish)) (~/jobsgateway/)?(?<project>(src|tests|samples|benchmarks)/[A-Za-z./]+)")]
    private static partial Regex ProjectPattern();

    [GeneratedRegex("""(?<end>[;|&)]|#.*|2?>)|('[^']*'|"[^"]*"|[^\s'";|&)#])+""")]
    private static partial Regex WordPattern();

    [GeneratedRegex("""'(?<text>[^']*)'|"(?<text>[^"]*)["]""")]
    private static partial Regex QuotePattern();
}

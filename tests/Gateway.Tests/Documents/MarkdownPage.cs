using System.Text;
using System.Text.RegularExpressions;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>As much of a page of GitHub's Markdown as the tests look at.</summary>
/// <param name="Path">Where it is, from the top of the repository.</param>
/// <param name="Links">The targets of its links and images, as written.</param>
/// <param name="Anchors">What <c>#...</c> can name in it.</param>
/// <param name="Code">What stands in backticks.</param>
/// <param name="Blocks">What stands in fences.</param>
internal sealed partial record MarkdownPage(
    string Path, IReadOnlyList<string> Links, IReadOnlySet<string> Anchors, IReadOnlyList<string> Code, IReadOnlyList<CodeBlock> Blocks)
{
    private const string Fence = "```";

    public static MarkdownPage Parse(string path, string text)
    {
        List<string> links = [], code = [];
        HashSet<string> anchors = [];
        List<CodeBlock> blocks = [];
        StringBuilder? block = null;
        var language = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                if (block is not null)
                    blocks.Add(new CodeBlock(language, block.ToString()));
                language = line[Fence.Length..].Trim();
                block = block is null ? new StringBuilder() : null;
                continue;
            }

            if (block is not null)
            {
                block.Append(line).Append('\n');
                continue;
            }

            code.AddRange(CodePattern().Matches(line).Select(match => match.Groups["code"].Value.Trim()));
            if (HeadingPattern().Match(line) is { Success: true } heading)
                AddAnchor(anchors, heading.Groups["title"].Value);
            links.AddRange(LinkPattern().Matches(CodePattern().Replace(line, "`")).Select(match => match.Groups["target"].Value));
        }

        Assert.True(block is null, $"{path}: a fence is not closed");
        return new MarkdownPage(path, links, anchors, code, blocks);
    }

    // As GitHub makes them: lower case, without punctuation, blanks as hyphens; of equal ones the later have a number.
    private static void AddAnchor(HashSet<string> anchors, string title)
    {
        var text = LinkPattern().Replace(title, match => match.Groups["text"].Value).ToLowerInvariant();
        var anchor = string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));
        for (var n = 0; !anchors.Add(n == 0 ? anchor : $"{anchor}-{n}"); n++)
        {
        }
    }

    [GeneratedRegex(@"^#{1,6}\s+(?<title>.+?)\s*$")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"(?<ticks>`+)(?<code>.+?)(?<!`)\k<ticks>(?!`)")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex LinkPattern();
}

/// <summary>What stands between two fences.</summary>
internal sealed record CodeBlock(string Language, string Text);

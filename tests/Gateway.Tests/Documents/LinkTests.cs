using JobsGateway.Gateway.Tests.Configuration;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>Every link within the documents leads somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Paths => Pages.Paths;

    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_lead_somewhere(string path) => Assert.Empty(Broken(Pages.Find(path)!));

    [Fact]
    public void There_are_links_to_pages_to_headings_and_to_folders()
    {
        var links = Pages.All.SelectMany(page => page.Links).ToList();
        Assert.Contains(links, link => link.EndsWith(".md", StringComparison.Ordinal));
        Assert.Contains(links, link => link.StartsWith('#'));
        Assert.Contains(links, link => link.Contains(".md#", StringComparison.Ordinal));
        Assert.Contains(links, link => link.EndsWith("samples/InMemoryStore", StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_has_every_page()
    {
        const string Folder = "docs/";
        var index = Pages.Find($"{Folder}README.md")!;
        var pages = Pages.All.Where(page => page.Path.StartsWith(Folder, StringComparison.Ordinal) && page != index).Select(page => page.Path[Folder.Length..]);
        Assert.Empty(pages.Except(index.Links));
    }

    [Theory]
    [InlineData("[a](nowhere.md)")]
    [InlineData("[a](../nowhere)")]
    [InlineData("[a](#nowhere)")]
    [InlineData("[a](queue.md#nowhere)")]
    [InlineData("![a](images/nowhere.png)")]
    [InlineData("[a](../../outside.md)")]
    public void A_broken_link_is_found(string text) => Assert.Single(Broken(MarkdownPage.Parse("docs/page.md", text)));

    [Theory]
    [InlineData("[a](queue.md)")]
    [InlineData("[a](../samples/Worker/README.md)")]
    [InlineData("[a](queue.md#what-clients-see)")]
    [InlineData("## Some `Code`, and more\n[a](#some-code-and-more)")]
    [InlineData("## A\n## A\n[a](#a-1)")]
    [InlineData("`[a](nowhere.md)`")]
    [InlineData("```\n[a](nowhere.md)\n```")]
    [InlineData("[a](https://example.com/nowhere.md)")]
    public void A_link_that_leads_somewhere_is_not(string text) => Assert.Empty(Broken(MarkdownPage.Parse("docs/page.md", text)));

    private static List<string> Broken(MarkdownPage page) => [.. page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link))];

    private static bool Leads(MarkdownPage page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page.Path : Resolve(page.Path, parts[0]);
        if (target is null || (target != page.Path && !Repository.Has(target)))
            return false;
        return parts.Length == 1 || (target == page.Path ? page : Pages.Find(target))?.Anchors.Contains(parts[1]) == true;
    }

    /// <summary>The path from the top of the repository; null where it leads out of it.</summary>
    private static string? Resolve(string from, string link)
    {
        var parts = new Stack<string>(from.Split('/')[..^1]);
        foreach (var part in link.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && !parts.TryPop(out _))
                return null;
            if (part is not (".." or "."))
                parts.Push(part);
        }

        return string.Join('/', parts.Reverse());
    }
}

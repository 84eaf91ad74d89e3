using JobsGateway.Gateway.Tests.Configuration;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>The documents that users read.</summary>
internal static class Pages
{
    /// <summary>All of them, each with its path from the top of the repository.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
        [.. Repository.Names("").Where(IsPage).Concat(Repository.Below("docs", ".md")).Concat(Repository.Below("samples", ".md")).Select(Read)];

    /// <summary>For tests that look at one page each.</summary>
    public static TheoryData<string> Paths { get; } = [.. All.Select(page => page.Path)];

    /// <summary>The page at this path; null where there is none.</summary>
    public static MarkdownPage? Find(string path) => All.FirstOrDefault(page => page.Path == path);

    private static bool IsPage(string name) => name.EndsWith(".md", StringComparison.Ordinal);

    private static MarkdownPage Read(string path) => MarkdownPage.Parse(path, Repository.Read(path));
}

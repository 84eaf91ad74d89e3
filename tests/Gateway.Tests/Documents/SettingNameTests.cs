using System.Text.RegularExpressions;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>Every setting that the documents name exists: in backticks (<c>Jwt:Secrets</c>), as a switch or as an environment variable.</summary>
public sealed partial class SettingNameTests
{
    public static TheoryData<string> Paths => Pages.Paths;

    [Theory]
    [MemberData(nameof(Paths))]
    public void Settings_exist(string path) => Assert.Empty(Unknown(Pages.Find(path)!));

    [Theory]
    [InlineData("Jwt:Authority")] // in backticks
    [InlineData("Jwt:Secrets:0")] // as a variable
    [InlineData("Routes:FetchById:Store")] // as a switch
    [InlineData("CircuitBreaker:MinimumThroughput")] // on a page on one section
    public void The_documents_name_settings(string name) => Assert.Contains(Pages.All.SelectMany(Names), found => found.Name == name);

    [Theory]
    [InlineData("`Jwt:Secret:Length`")]
    [InlineData("`Stores:<name>:BusyTime`")]
    [InlineData("`Routes:<operation>:Stor`")]
    [InlineData("`Resilience:Retries`")]
    [InlineData("```\nexport Jwt__Secrts__0=x\n```")]
    [InlineData("```\njobsgateway check --Rotues:FetchById:Store=local\n```")]
    public void One_that_does_not_exist_is_found(string text) => Assert.Single(Unknown(MarkdownPage.Parse("docs/page.md", text)));

    private static List<string> Unknown(MarkdownPage page) =>
        [.. Names(page).Where(found => !(found.IsWhole ? SettingNames.Exists(found.Name) : SettingNames.ExistsWithin(found.Name))).Select(found => found.Name)];

    private static IEnumerable<(string Name, bool IsWhole)> Names(MarkdownPage page)
    {
        foreach (var code in page.Code.Where(code => NamePattern().IsMatch(code)))
            yield return (code.Split('=')[0], false);
        foreach (var text in page.Code.Concat(page.Blocks.Select(block => block.Text)))
        {
            foreach (Match match in VariablePattern().Matches(text))
                yield return (match.Value.Replace("__", ":", StringComparison.Ordinal), true);
            foreach (Match match in SwitchPattern().Matches(text).Where(match => match.Groups["name"].Value != "Section:Key"))
                yield return (match.Groups["name"].Value, true);
        }
    }

    [GeneratedRegex(@"^[A-Z][A-Za-z]+(:([A-Z][A-Za-z]*|<[a-z]+>|[a-z0-9]+|\.\.\.))+(=\S*)?$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+\b")]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"--(?<name>[A-Z][A-Za-z]+(:[A-Za-z0-9<>]+)+)")]
    private static partial Regex SwitchPattern();
}

using System.Text;

namespace JobsGateway.Comparison.Tests.Support;

/// <summary>Comparisons of texts.</summary>
internal static class Compared
{
    public static IReadOnlyList<Difference> Json(string left, string right, ComparisonRules? rules = null) =>
        new JsonComparer(rules ?? new()).Compare(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    /// <summary>The differences as texts: <c>Value at a.b</c>.</summary>
    public static string[] Texts(string left, string right, ComparisonRules? rules = null) => [.. Json(left, right, rules).Select(difference => difference.ToString())];

    public static PathPattern[] Patterns(params string[] texts) => [.. texts.Select(Pattern)];

    public static PathPattern Pattern(string text) =>
        PathPattern.TryParse(text, out var pattern, out var problem) ? pattern : throw new ArgumentException($"\"{text}\" {problem}");
}

using FsCheck;
using FsCheck.Xunit;
using JobsGateway.Comparison.Paths;
using static JobsGateway.Comparison.Tests.Support.Compared;

namespace JobsGateway.Comparison.Tests;

/// <summary>The language of paths.</summary>
public sealed class PathPatternTests
{
    [Theory]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "a.b.c[3]", true)]
    [InlineData("a.b", "a", false)]
    [InlineData("a.b", "a.B", false)]
    [InlineData("a.*.c", "a.b.c", true)]
    [InlineData("a.*.c", "a[0].c", true)]
    [InlineData("a.*.c", "a.c", false)]
    [InlineData("a.*.c", "a.x.y.c", false)]
    [InlineData("**.c", "c", true)]
    [InlineData("**.c", "a.b[2].c.d", true)]
    [InlineData("**.c", "a.cc", false)]
    [InlineData("a.**.c.**.e", "a.b.c.d.c.x.e", true)]
    [InlineData("a.**.c.**.e", "a.b.c.d", false)]
    [InlineData("items[3]", "items[3].name", true)]
    [InlineData("items[3]", "items[4]", false)]
    [InlineData("items[3]", "items.3", false)]
    [InlineData("items[*].name", "items[12].name", true)]
    [InlineData("items[*]", "items.x", false)]
    [InlineData("items[*]", "items", false)]
    [InlineData("[0][1]", "[0][1]", true)]
    [InlineData("[\"a.b\"].c", "[\"a.b\"].c", true)]
    [InlineData("[\"a.b\"]", "a.b", false)]
    [InlineData("a[\"\\u0062\"]", "a.b", true)]
    [InlineData("[\"*\"]", "a", false)]
    [InlineData("header.content-type", "header.content-type", true)]
    public void A_pattern_matches_the_places_it_names_and_what_is_in_them(string pattern, string path, bool isMatch) =>
        Assert.Equal(isMatch, Pattern(pattern).IsMatch(path));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a..b", "has no key at character 3")]
    [InlineData(".a", "has no key at character 1")]
    [InlineData("a.", "has no key at character 3")]
    [InlineData("a*.b", "* stands for a whole key")]
    [InlineData("***", "* stands for a whole key")]
    [InlineData("a[b]", "write [3], [*], or a key in quotes")]
    [InlineData("a[-1]", "write [3], [*], or a key in quotes")]
    [InlineData("a[3", "without a ']'")]
    [InlineData("a[3]b", "has no '.' or '['")]
    [InlineData("a[\"b", "does not end in \"]")]
    [InlineData("a[\"\\x\"]", "wrong \\")]
    [InlineData("a b", "must stand in quotes")]
    public void What_is_no_pattern_is_told_with_the_cure(string text, string told)
    {
        Assert.False(PathPattern.TryParse(text, out _, out var problem));
        Assert.Contains(told, problem, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void A_path_that_is_written_is_read_as_it_was((NonNull<string> Key, NonNegativeInt Index, bool IsKey)[] steps)
    {
        List<PathSegment> path = [.. steps.Select(step => step.IsKey ? PathSegment.Of(step.Key.Get) : PathSegment.At(step.Index.Get))];
        Assert.Equal(path, JsonPath.Parse(PathText.Of(path)));
    }

    [Theory]
    [InlineData("a[3].b[0][12]", "a[*].b[*][*]")]
    [InlineData("[\"a[1]\"].b", "[\"a[1]\"].b")]
    [InlineData("", "")]
    public void Paths_are_counted_without_their_indexes(string path, string counted) => Assert.Equal(counted, JsonPath.WithoutIndexes(path));
}

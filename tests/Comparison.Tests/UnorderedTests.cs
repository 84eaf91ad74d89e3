using JobsGateway.Comparison.Tests.Support;
using static JobsGateway.Comparison.Tests.Support.Compared;

namespace JobsGateway.Comparison.Tests;

/// <summary>Arrays whose order does not count.</summary>
public sealed class UnorderedTests
{
    private static readonly ComparisonRules Rules = new() { Unordered = Patterns("items") };

    [Theory]
    [InlineData("""{"items":[1,{"a":1,"b":[1,2]},"x"]}""", """{"items":["x",1.0,{"b":[1,2],"a":1}]}""")]
    [InlineData("""{"items":[1,1,2]}""", """{"items":[2,1,1]}""")]
    public void The_same_elements_are_equal(string left, string right) => Assert.Empty(Texts(left, right, Rules));

    [Theory]
    [InlineData("""{"items":[1,1,2]}""", """{"items":[2,2,1]}""", "Missing at items[1]", "Extra at items[1]")]
    [InlineData("""{"items":[1,2,3]}""", """{"items":[3,1]}""", "Missing at items[1]")]
    [InlineData("""{"items":[{"b":[1,2]}]}""", """{"items":[{"b":[2,1]}]}""", "Missing at items[0]", "Extra at items[0]")]
    [InlineData("""{"items":[1,2],"other":[1,2]}""", """{"items":[2,1],"other":[2,1]}""", "Value at other[0]", "Value at other[1]")]
    public void Other_elements_are_found(string left, string right, params string[] differences) => Assert.Equal(differences, Texts(left, right, Rules));

    [Fact]
    public void What_is_ignored_within_an_element_makes_no_other_element() =>
        Assert.Empty(Texts("""{"items":[{"id":1,"at":5},{"id":2}]}""", """{"items":[{"id":2,"at":7},{"id":1,"at":6}]}""", Rules with { Ignore = Patterns("items[*].at") }));

    [Fact]
    public void Of_a_hundred_thousand_elements_the_one_that_differs_is_found()
    {
        var numbers = Enumerable.Range(0, 100_000).ToArray();
        var left = $"{{\"items\":[{string.Join(',', numbers)}]}}";
        var right = $"{{\"items\":[{string.Join(',', numbers.Reverse().Select(number => number == 7 ? -7 : number))}]}}";
        Assert.Equal(["Missing at items[7]", "Extra at items[99992]"], Texts(left, right, Rules));
    }
}

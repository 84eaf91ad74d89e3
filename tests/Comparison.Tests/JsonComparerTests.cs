using System.Text;
using static JobsGateway.Comparison.Tests.Support.Compared;

namespace JobsGateway.Comparison.Tests;

/// <summary>What counts as a difference.</summary>
public sealed class JsonComparerTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("100", "1e2")]
    [InlineData("-0.5", "-5E-1")]
    [InlineData("0", "-0.0e7")]
    [InlineData("1e99999999999999999999", "10e99999999999999999998")]
    [InlineData("\"a\"", "\"\\u0061\"")]
    [InlineData("\"/\"", "\"\\/\"")]
    [InlineData("\"é💎\"", "\"\\u00e9\\ud83d\\udc8e\"")]
    [InlineData("\"\\ud83d\"", "\"\\uD83D\"")]
    [InlineData("{\"a\":1,\"b\":2}", " { \"b\" : 2, \"a\" : 1 } ")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    [InlineData("{\"\\ud83d\":1}", "{\"\\uD83D\":1}")]
    public void Equal_values_are_equal_however_they_are_written(string left, string right) => Assert.Empty(Texts(left, right));

    [Theory]
    [InlineData("1", "1.0000000000000000000000000001", "Value at the top")]
    [InlineData("9007199254740993", "9007199254740992", "Value at the top")]
    [InlineData("1e99999999999999999999", "1e99999999999999999998", "Value at the top")]
    [InlineData("true", "false", "Value at the top")]
    [InlineData("null", "false", "Type at the top")]
    [InlineData("\"\\ud83d\"", "\"\\ud83e\"", "Value at the top")]
    [InlineData("{\"a\":null}", "{}", "Missing at a")]
    [InlineData("{}", "{\"a.b\":{\"\":1}}", "Extra at [\"a.b\"]")]
    [InlineData("{\"a.b\":{\"\":1}}", "{\"a.b\":{\"\":2}}", "Value at [\"a.b\"][\"\"]")]
    [InlineData("[1,[2]]", "[1,[3]]", "Value at [1][0]")]
    [InlineData("{\"a\":[1]}", "{\"a\":[1,2]}", "Length at a")]
    [InlineData("{\"a\":[]}", "{\"a\":{}}", "Type at a")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":1}", "Value at a")]
    [InlineData("", "{}", "NotJson at the top")]
    [InlineData("{\"a\":1", "{\"a\":1}", "NotJson at the top")]
    [InlineData("<html>", "<HTML>", "NotJson at the top")]
    public void Other_values_differ(string left, string right, string difference) => Assert.Equal([difference], Texts(left, right));

    [Fact]
    public void The_order_of_keys_counts_where_it_is_asked_for()
    {
        var rules = new ComparisonRules { KeyOrder = true };
        Assert.Equal(["Order at o"], Texts("""{"o":{"a":1,"b":2,"c":3}}""", """{"o":{"b":2,"a":1,"c":3}}""", rules));
        Assert.Equal(["Missing at o.b"], Texts("""{"o":{"a":1,"b":2,"c":3}}""", """{"o":{"a":1,"c":3}}""", rules));
    }

    [Fact]
    public void Only_so_many_differences_are_told() =>
        Assert.Equal(["Value at [0]", "Value at [1]"], Texts("[1,1,1]", "[2,2,2]", new() { MaxDifferences = 2 }));

    [Theory]
    [InlineData(500, "Value at ")]
    [InlineData(100_000, "NotJson at the top")]
    public void Deep_nesting_neither_throws_nor_ends_the_process(int depth, string difference)
    {
        var (open, close) = (new string('[', depth), new string(']', depth));
        Assert.StartsWith(difference, Assert.Single(Texts($"{open}1{close}", $"{open}2{close}")), StringComparison.Ordinal);
        Assert.Empty(Texts($"{open}1{close}", $"{open}1{close}"));
    }

    // Half a megabyte is less than any thread of the gateway has.
    [Theory]
    [InlineData("nothing")]
    [InlineData("**")]
    public void The_deepest_documents_that_are_read_need_little_stack(string unordered)
    {
        var open = string.Concat(Enumerable.Repeat("{\"a\":[", 255));
        var close = string.Concat(Enumerable.Repeat("]}", 255));
        string[] told = [];
        var thread = new Thread(() => told = Texts($"{open}1{close}", $"{open}2{close}", new() { Unordered = Patterns(unordered) }), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.NotEmpty(told);
        Assert.DoesNotContain("NotJson at the top", told);
    }

    [Fact]
    public void Equal_bytes_cost_nothing()
    {
        var (left, right) = (Encoding.UTF8.GetBytes("""{"a":[1,2,3]}"""), Encoding.UTF8.GetBytes("""{"a":[1,2,3]}"""));
        var comparer = new JsonComparer(new());
        comparer.Compare(left, right);
        var before = GC.GetAllocatedBytesForCurrentThread();
        comparer.Compare(left, right);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Values_are_shown_cut_and_never_in_the_text_of_a_difference()
    {
        var difference = Assert.Single(Json($"{{\"a\":\"{new string('x', 500)}\"}}", """{"a":"y"}"""));
        Assert.Equal((Difference.MaxText, "\"y\""), (difference.Left!.Length, difference.Right));
        Assert.Equal("Value at a", $"{difference}");
    }
}

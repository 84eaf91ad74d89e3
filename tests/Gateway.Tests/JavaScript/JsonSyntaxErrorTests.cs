using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Tests.JavaScript;

public class JsonSyntaxErrorTests
{
    [Fact]
    public void Says_what_node_20_says()
    {
        var differences = Fixture.Rows("json-syntax-errors.json")
            .Select(row => (Text: row[0]!, Expected: row[1], Actual: JsonSyntaxError.Of(row[0]!)))
            .Where(row => row.Expected != row.Actual)
            .Select(row => $"{JavaScriptString.Quote(row.Text)}: expected {row.Expected}, got {row.Actual}");

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData('[', "Unexpected end of JSON input")]
    [InlineData(']', "Unexpected token ']', \"]]]]]]]]]]\"... is not valid JSON")]
    public void Depth_does_not_overflow_the_stack(char bracket, string message) =>
        Assert.Equal(message, JsonSyntaxError.Of(new string(bracket, 1_000_000)));

    [Fact]
    public void A_deep_valid_text_is_valid() =>
        Assert.Null(JsonSyntaxError.Of(new string('[', 100_000) + new string(']', 100_000)));
}

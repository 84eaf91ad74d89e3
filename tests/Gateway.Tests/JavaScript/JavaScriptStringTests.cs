using System.Text;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Tests.JavaScript;

public class JavaScriptStringTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("\"\\/\b\f\n\r\t", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"")]
    [InlineData("\u0000\u001f\u007f\u2028é", "\"\\u0000\\u001f\u007f\u2028é\"")]
    [InlineData("\U0001F600", "\"\U0001F600\"")]
    public void Quotes_as_JSON_stringify_does_and_reads_it_back(string text, string literal)
    {
        Assert.Equal(literal, JavaScriptString.Quote(text));
        Assert.Equal(text, JavaScriptString.Unescape(Encoding.UTF8.GetBytes(literal).AsSpan()[1..^1]));
    }

    [Fact]
    public void Unpaired_surrogates_are_kept()
    {
        var text = new string(['a', '\ud83d', 'b', '\ude00', '\ud83d']);

        Assert.Equal("\"a\\ud83db\\ude00\\ud83d\"", JavaScriptString.Quote(text));
        Assert.Equal(text, JavaScriptString.Unescape("a\\ud83db\\uDE00\\ud83D"u8));
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>What the database compares is equal exactly where the texts are.</summary>
public sealed class IndexedTextTests
{
    /// <summary>Texts around every bound: short and long, with trailing spaces, U+0000, pairs of surrogates, and the key forms of others.</summary>
    private static readonly Arbitrary<string> Texts = Arb.From(
        from length in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(373, 377), Gen.Choose(438, 442))
        from units in Gen.ListOf(Gen.Elements("a", "b", "é", "🎉", "…", " ", "\0", "\uFFFD", "0"), length)
        from end in Gen.Elements("", " ", "  ", "\0", "🎉")
        from asKey in Gen.Elements(false, true)
        let text = string.Concat(units) + end
        select asKey ? IndexedText.Of(text)! : text);

    [Property(MaxTest = 2_000)]
    public Property Equal_keys_are_equal_texts() =>
        Prop.ForAll(Texts, Texts, (a, b) => SqlEquals(IndexedText.Of(a)!, IndexedText.Of(b)!) == string.Equals(a, b, StringComparison.Ordinal));

    [Property(MaxTest = 2_000)]
    public Property Every_key_can_be_stored() => Prop.ForAll(Texts, text =>
    {
        var key = IndexedText.Of(text)!;
        return key.Length <= 440 && !key.Contains('\0') && !key.EndsWith(' ') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)) == key;
    });

    [Fact]
    public void A_plain_text_is_kept_as_it_is()
    {
        Assert.Null(IndexedText.Of(null));
        foreach (var text in new[] { "", "relay", " a", new string('x', 375), "日本🎉…" })
            Assert.Equal(text, IndexedText.Of(text));
    }

    [Theory]
    [InlineData("a ", "a …")]
    [InlineData("a\0b", "a\uFFFDb…")]
    [InlineData("abcdefghij", "abcdefghij…")]
    public void Another_text_is_its_beginning_and_a_hash(string text, string beginning)
    {
        text = text.Length == 10 ? string.Concat(Enumerable.Repeat(text, 50)) : text;
        beginning = beginning.Length == 11 ? text[..375] + "…" : beginning;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(beginning + hash, IndexedText.Of(text));
    }

    [Fact]
    public void A_pair_of_surrogates_is_not_cut_in_two()
    {
        var text = new string('x', 374) + "🎉🎉";
        Assert.Equal(374, IndexedText.Of(text)!.IndexOf('…', StringComparison.Ordinal));
    }

    [Fact]
    public void The_key_of_a_text_is_not_the_text_that_reads_like_it()
    {
        var key = IndexedText.Of(new string('x', 500))!;
        Assert.NotEqual(key, IndexedText.Of(key));
    }

    // Trailing spaces count for nothing.
    private static bool SqlEquals(string a, string b) => string.Equals(a.TrimEnd(' '), b.TrimEnd(' '), StringComparison.Ordinal);
}

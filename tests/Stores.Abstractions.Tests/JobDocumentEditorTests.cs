using System.Text;
using System.Text.Json;
using FsCheck.Xunit;

namespace JobsGateway.Stores.Abstractions.Tests;

public class JobDocumentEditorTests
{
    [Theory]
    [InlineData("{}", """{"k":1}""")]
    [InlineData("""{"k":null}""", """{"k":1}""")]
    [InlineData("""{"a":1e+21,"k":{"k":[2]},"b":"\u0001é"}""", """{"a":1e+21,"k":1,"b":"\u0001é"}""")]
    [InlineData("""{"a":{"k":2},"b":[{"k":3}]}""", """{"a":{"k":2},"b":[{"k":3}],"k":1}""")]
    [InlineData("""{"\u006b":2}""", """{"\u006b":1}""")]
    [InlineData("""{"a":"\"k\":2"}""", """{"a":"\"k\":2","k":1}""")]
    [InlineData("""{"K":2,"k ":3}""", """{"K":2,"k ":3,"k":1}""")]
    public void A_key_is_replaced_in_place_or_added_at_the_end(string before, string after) =>
        Assert.Equal(after, JobDocumentEditor.Set(JobDocument.FromString(before), "k", "1"u8).ToString());

    [Theory]
    [InlineData("""{"a":1,"type":"once","nextRunAt":2}""", """{"a":1,"k":1,"type":"once","nextRunAt":2}""")]
    [InlineData("""{"type":2}""", """{"k":1,"type":2}""")]
    [InlineData("""{"a":{"type":2}}""", """{"a":{"type":2},"k":1}""")]
    [InlineData("""{"type":2,"k":3}""", """{"type":2,"k":1}""")]
    public void A_new_key_goes_before_another(string before, string after) =>
        Assert.Equal(after, JobDocumentEditor.Set(JobDocument.FromString(before), "k", "1"u8, before: "type").ToString());

    [Theory]
    [InlineData("""{"k":1}""", "{}")]
    [InlineData("""{"k":{"k":[2]},"b":"\u0001é"}""", """{"b":"\u0001é"}""")]
    [InlineData("""{"a":1e+21,"k":[{"k":2}],"b":2}""", """{"a":1e+21,"b":2}""")]
    [InlineData("""{"a":1,"\u006b":"}"}""", """{"a":1}""")]
    [InlineData("""{"a":{"k":2},"K":"k"}""", """{"a":{"k":2},"K":"k"}""")]
    [InlineData("{}", "{}")]
    public void A_key_is_taken_away_with_its_comma(string before, string after) =>
        Assert.Equal(after, JobDocumentEditor.Remove(JobDocument.FromString(before), "k").ToString());

    [Fact]
    public void A_document_as_deep_as_mongodb_allows_is_edited()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"k\":", 100)) + "0" + new string('}', 100);
        Assert.Equal("{\"k\":1}", JobDocumentEditor.Set(JobDocument.FromString(deep), "k", "1"u8).ToString());
    }

    [Property]
    public void Only_the_edited_key_changes(KeyValuePair<string, string>[] members, string value, int at)
    {
        var pairs = members.Where(pair => pair.Key is not (null or "k")).Select(pair => $"{Json(pair.Key)}:[{Json(pair.Value)},{{\"k\":1.50}}]").ToList();
        at = pairs.Count == 0 ? 0 : (int)((uint)at % (uint)(pairs.Count + 1));
        var edited = Json(value);

        var added = JobDocumentEditor.Set(Document(pairs), "k", Encoding.UTF8.GetBytes(edited));
        Assert.Equal(Document([.. pairs, $"\"k\":{edited}"]), added, ByteEquality.Instance);

        List<string> With(string json) => [.. pairs[..at], $"\"k\":{json}", .. pairs[at..]];
        var replaced = JobDocumentEditor.Set(Document(With("""{"k":[1,"}"]}""")), "k", Encoding.UTF8.GetBytes(edited));
        Assert.Equal(Document(With(edited)), replaced, ByteEquality.Instance);

        Assert.Equal(Document(pairs), JobDocumentEditor.Remove(replaced, "k"), ByteEquality.Instance);
    }

    private static string Json(string? text) => JsonSerializer.Serialize(text);

    private static JobDocument Document(List<string> members) => JobDocument.FromString("{" + string.Join(',', members) + "}");

    private sealed class ByteEquality : IEqualityComparer<JobDocument>
    {
        public static readonly ByteEquality Instance = new();

        public bool Equals(JobDocument x, JobDocument y) => x.Utf8.Span.SequenceEqual(y.Utf8.Span);

        public int GetHashCode(JobDocument obj) => obj.Utf8.Length;
    }
}

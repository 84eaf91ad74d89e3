using System.Text;
using FsCheck.Xunit;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

public class StudioDataMergeTests
{
    [Theory] // Appendix A of RFC 7396, those whose patch is an object.
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void The_examples_of_the_standard_hold(string data, string patch, string expected) => Assert.Equal(expected, Merge(data, patch, JobKind.Agenda));

    [Theory]
    [InlineData("""{"a":"b"}""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"")]
    [InlineData("{}", "")]
    [InlineData("{}", """{"a":9007199254740993}""")]
    [InlineData("{}", """{"a":{"b":"\ud800"}}""")]
    public void A_patch_that_is_no_object_or_cannot_be_stored_is_refused(string data, string patch) =>
        Assert.Throws<ArgumentException>(() => Merge(data, patch, JobKind.Queue));

    [Theory]
    [InlineData("""{"a":1.50,"b":{"c":1.50,"d":"\u00e9"},"e":[ 1 ]}""", """{"b":{"x":1.50}}""", """{"a":1.50,"b":{"c":1.50,"d":"\u00e9","x":1.5},"e":[ 1 ]}""")]
    [InlineData("""{"b":1,"a":2}""", """{"a":3,"b":4}""", """{"b":4,"a":3}""")]
    [InlineData("""{"\u0061":1,"b":2}""", """{"a":3}""", """{"\u0061":3,"b":2}""")]
    [InlineData("""{"5":1,"20":2,"b":3}""", """{"z":4,"10":5,"3":6,"30":7}""", """{"3":6,"5":1,"10":5,"20":2,"30":7,"b":3,"z":4}""")]
    [InlineData("""{"txHash":"0x1","transactionBody":{"status":"pending","value":"1"}}""", """{"transactionBody":{"status":"confirmed","blockNumber":7}}""",
        """{"txHash":"0x1","transactionBody":{"status":"confirmed","value":"1","blockNumber":7}}""")]
    [InlineData("", """{"a":1}""", """{"a":1}""")]
    [InlineData("null", """{"a":1}""", """{"a":1}""")]
    [InlineData("null", "{}", "null")]
    [InlineData("""{"a":[1,{}]}""", """{"a":[null,{"b":{}},{}]}""", """{"a":[null,{},{}]}""")]
    public void What_is_not_named_keeps_its_bytes_and_its_place(string data, string patch, string expected) =>
        Assert.Equal(expected, Merge(data, patch, JobKind.Queue));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":null}""", "")]
    [InlineData("""{"a":1,"b":{"c":2}}""", """{"b":{"c":null}}""", """{"a":1}""")]
    [InlineData("""{"a":1,"b":2}""", """{"b":{}}""", """{"a":1}""")]
    [InlineData("""{"a":1}""", """{"b":{"c":{"d":null}}}""", """{"a":1}""")]
    [InlineData("", """{"a":null}""", "")]
    public void A_queue_job_drops_what_the_patch_leaves_empty(string data, string patch, string expected) =>
        Assert.Equal(expected, Merge(data, patch, JobKind.Queue));

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void A_patch_without_keys_changes_no_byte(JsonText data, bool isQueue) => Assert.Equal(data.Json, Merge(data.Json, " {} ", KindOf(isQueue)));

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void A_patch_applied_again_changes_no_byte(JsonText data, JsonText patch, bool isQueue)
    {
        var once = Merge(data.Json, patch.Json, KindOf(isQueue));
        Assert.Equal(once, Merge(once, patch.Json, KindOf(isQueue)));
    }

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void Merged_data_are_normalized_where_the_data_were(JsonText data, JsonText patch, bool isQueue)
    {
        var kind = KindOf(isQueue);
        var merged = StudioData.Merge(StudioData.Normalize(data.Utf8, kind), patch.Utf8, kind);
        Assert.Equal(Text(merged), merged.IsEmpty ? "" : Text(StudioData.Normalize(merged, kind)));
    }

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void Other_keys_keep_their_bytes_and_order(JsonText data, int number)
    {
        var before = StudioData.Normalize(data.Utf8, JobKind.Agenda);
        var with = Merge(Text(before), $$"""{"other":{{number}}}""", JobKind.Agenda);
        Assert.Equal(Text(before), Merge(with, """{"other":null}""", JobKind.Agenda));
        Assert.Equal(Text(before) == "{}" ? $$"""{"other":{{number}}}""" : Text(before)[..^1] + $$""","other":{{number}}}""", with);
    }

    private static JobKind KindOf(bool isQueue) => isQueue ? JobKind.Queue : JobKind.Agenda;

    private static string Merge(string data, string patch, JobKind kind) => Text(StudioData.Merge(Encoding.UTF8.GetBytes(data), Encoding.UTF8.GetBytes(patch), kind));

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}

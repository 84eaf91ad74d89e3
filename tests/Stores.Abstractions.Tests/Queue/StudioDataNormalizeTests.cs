using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

public class StudioDataNormalizeTests
{
    [Theory]
    [InlineData("""{ "b" : [ 1 , { } ] }""", """{"b":[1,{}]}""")]
    [InlineData("""{"a":1.0,"b":1e2,"c":0.1e-6,"d":1E21,"e":-0,"f":-1.50,"g":5e-324}""", """{"a":1,"b":100,"c":1e-7,"d":1e+21,"e":0,"f":-1.5,"g":5e-324}""")]
    [InlineData("""{"a":9007199254740992,"b":-9007199254740992,"c":1000000000000000000}""", """{"a":9007199254740992,"b":-9007199254740992,"c":1000000000000000000}""")]
    [InlineData("""{"b":1,"10":2,"9":{"1":1,"a":2,"0":3},"01":4}""", """{"9":{"0":3,"1":1,"a":2},"10":2,"b":1,"01":4}""")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""", """{"a":3,"b":2}""")]
    [InlineData("""{"a":"\u00e9\/\u001F\u007f\u2028\ud83c\udf89\"\\\n"}""", "{\"a\":\"é/\\u001f\u007f\u2028🎉\\\"\\\\\\n\"}")]
    [InlineData("""{"a":null,"b":true,"c":[],"d":""}""", """{"a":null,"b":true,"c":[],"d":""}""")]
    [InlineData("""{"a":"\u0000"}""", """{"a":"\u0000"}""")]
    public void Data_become_what_javascript_prints(string given, string expected)
    {
        Assert.Equal(expected, Normalize(given, JobKind.Queue));
        Assert.Equal(expected, Normalize(given, JobKind.Agenda));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"a":{"b":{}}}""", "")]
    [InlineData("""{"a":1,"b":{"c":{}},"d":{"e":{},"f":[]}}""", """{"a":1,"d":{"f":[]}}""")]
    [InlineData("""{"a":[{},{"b":{},"c":1},[{}]]}""", """{"a":[{},{"c":1},[{}]]}""")]
    [InlineData("""{"a":1,"b":2,"a":{}}""", """{"b":2}""")]
    public void A_queue_job_drops_empty_objects_and_an_agenda_job_keeps_them(string given, string expected)
    {
        Assert.Equal(expected, Normalize(given, JobKind.Queue));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Normalize(given, JobKind.Agenda)), LastOfEqualKeys(given)));
    }

    [Theory]
    [InlineData("{}", """{"correlationId":"c"}""")]
    [InlineData("""{"a":1,"9":2}""", """{"9":2,"a":1,"correlationId":"c"}""")]
    [InlineData("""{"correlationId":"\u0063","a":1}""", """{"correlationId":"c","a":1}""")]
    public void A_correlation_id_becomes_a_key(string given, string expected) => Assert.Equal(expected, Normalize(given, JobKind.Queue, "c"));

    [Theory]
    [InlineData("", "levels at most")]
    [InlineData("{", "levels at most")]
    [InlineData("""{"a":1,}""", "levels at most")]
    [InlineData("{}{}", "levels at most")]
    [InlineData("[1]", "not Array")]
    [InlineData("null", "not Null")]
    [InlineData("\"x\"", "not String")]
    [InlineData("""{"a":9007199254740993}""", "JavaScript would change")]
    [InlineData("""{"a":[{"b":-12345678901234567890}]}""", "JavaScript would change")]
    [InlineData("""{"a":1e400}""", "JavaScript would change")]
    [InlineData("""{"a":"\ud800"}""", "surrogate")]
    [InlineData("""{"\udc00":1}""", "surrogate")]
    [InlineData("""{"correlationId":"d"}""", "another correlationId")]
    [InlineData("""{"correlationId":null}""", "another correlationId")]
    [InlineData("""{"correlationId":["c"]}""", "another correlationId")]
    public void What_would_be_lost_is_refused(string given, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Normalize(given, JobKind.Queue, "c")).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_not_unicode_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StudioData.Normalize((byte[])[.. "{\"a\":\""u8, 0xff, .. "\"}"u8], JobKind.Queue));
        Assert.Throws<ArgumentException>(() => Normalize("{}", JobKind.Queue, "\ud800"));
    }

    [Fact]
    public void A_hundred_levels_are_taken_and_no_more()
    {
        Assert.Equal(Nested(100), Normalize(Nested(100), JobKind.Agenda));
        Assert.Contains("100 levels", Assert.Throws<ArgumentException>(() => Normalize(Nested(101), JobKind.Agenda)).Message, StringComparison.Ordinal);

        static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1);
    }

    [Fact]
    public void Objects_of_very_many_keys_are_taken()
    {
        var data = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":{i}")) + "}";
        Assert.Equal(data, Normalize(data, JobKind.Queue));
    }

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void Normalized_data_stay_as_they_are(JsonText given, bool isQueue)
    {
        var kind = isQueue ? JobKind.Queue : JobKind.Agenda;
        var once = Normalize(given.Json, kind);
        Assert.Equal(once, once.Length == 0 ? "" : Normalize(once, kind));
    }

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void Data_of_an_agenda_job_keep_their_value(JsonText given) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Normalize(given.Json, JobKind.Agenda)), LastOfEqualKeys(given.Json)));

    [Property(Arbitrary = [typeof(JsonTexts)])]
    public void No_member_of_a_queue_jobs_data_is_an_empty_object(JsonText given) =>
        Assert.DoesNotContain(":{}", Normalize(given.Json, JobKind.Queue), StringComparison.Ordinal);

    private static string Normalize(string given, JobKind kind, string? correlationId = null) =>
        Encoding.UTF8.GetString(StudioData.Normalize(Encoding.UTF8.GetBytes(given), kind, correlationId).Span);

    // As the framework reads it.
    private static JsonNode? LastOfEqualKeys(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Node(document.RootElement);

        static JsonNode? Node(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    var members = new JsonObject();
                    foreach (var property in element.EnumerateObject())
                        members[property.Name] = Node(property.Value);
                    return members;
                case JsonValueKind.Array:
                    return new JsonArray([.. element.EnumerateArray().Select(Node)]);
                case JsonValueKind.Number:
                    return JsonValue.Create(element.GetDouble());
                default:
                    return JsonNode.Parse(element.GetRawText());
            }
        }
    }
}

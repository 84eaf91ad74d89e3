using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace JobsGateway.Comparison.Tests.Support;

/// <summary>A random JSON document.</summary>
public sealed record RandomJson(string Text)
{
    public JsonNode? Parse() => JsonNode.Parse(Text);
}

/// <summary>Makes random documents with keys of every sort.</summary>
public static class RandomJsonGenerator
{
    /// <summary>The keys there are, with how a path has them.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>
    {
        ["a"] = ".a", ["B-1"] = ".B-1", ["_id"] = "._id", ["$x"] = ".$x", ["é"] = ".é", ["7"] = ".7",
        ["a.b"] = "[\"a.b\"]", [""] = "[\"\"]", ["*"] = "[\"*\"]", ["[0]"] = "[\"[0]\"]", ["x y"] = "[\"x y\"]", ["\"\\"] = "[\"\\\"\\\\\"]", ["💎"] = "[\"💎\"]", ["\n"] = "[\"\\u000a\"]",
    };

    private static readonly string[] Leaves = ["null", "true", "false", "0", "-1.5e3", "12345678901234567890.5", "\"\"", "\"1\"", "\"pending\"", "\"\\u00e9\\n\"", "{}", "[]"];

    public static Arbitrary<RandomJson> Documents() => Arb.From(Value(4).Select(json => new RandomJson(json)));

    private static Gen<string> Value(int levels) =>
        levels == 0 ? Gen.Elements(Leaves) : Gen.OneOf(Gen.Elements(Leaves), Object(levels - 1), Object(levels - 1), Array(levels - 1));

    private static Gen<string> Object(int levels) =>
        from count in Gen.Choose(0, 4)
        from keys in Gen.Shuffle(Keys.Keys)
        from values in Gen.ArrayOf(Value(levels), count)
        select $"{{{string.Join(", ", keys.Zip(values, (key, value) => $"{JsonValue.Create(key)!.ToJsonString()}: {value}"))}}}";

    private static Gen<string> Array(int levels) =>
        from count in Gen.Choose(0, 3)
        from elements in Gen.ArrayOf(Value(levels), count)
        select $"[{string.Join(" ,", elements)}]";
}

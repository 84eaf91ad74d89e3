using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

/// <summary>A JSON object as somebody might hand it in.</summary>
public sealed record JsonText(string Json)
{
    public ReadOnlyMemory<byte> Utf8 => Encoding.UTF8.GetBytes(Json);

    public override string ToString() => Json;
}

/// <summary>Makes objects of few keys, so that they meet: equal keys, integer-like keys, empty objects, odd numbers and texts.</summary>
public static class JsonTexts
{
    private static readonly string[] Keys = ["a", "b", "10", "9", "01", "", "é\"\n", "correlationId"];

    private static readonly string[] Leaves =
        ["null", "true", "0", "-0", "1.50", "1e21", "1E-7", "0.000001", "9007199254740992", "100000000000000000000", "\"\"", "\"x\"", "\"\\u00e9\\/\\u001F🎉\"", "{}", "[]"];

    public static Arbitrary<JsonText> Objects() => Arb.From(Object(3).Select(json => new JsonText(json)));

    private static Gen<string> Value(int levels) =>
        levels == 0 ? Gen.Elements(Leaves) : Gen.OneOf(Gen.Elements(Leaves), Object(levels - 1), Array(levels - 1));

    private static Gen<string> Object(int levels) =>
        from count in Gen.Choose(0, 4)
        from members in Gen.ArrayOf(Member(levels), count)
        select "{" + string.Join(", ", members) + "}";

    private static Gen<string> Member(int levels) =>
        from key in Gen.Elements(Keys)
        from value in Value(levels)
        select $"{JsonSerializer.Serialize(key)} : {value}";

    private static Gen<string> Array(int levels) =>
        from count in Gen.Choose(0, 3)
        from elements in Gen.ArrayOf(Value(levels), count)
        select "[" + string.Join(" ,", elements) + "]";
}

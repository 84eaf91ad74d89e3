using FsCheck.Xunit;
using JobsGateway.Import.Conversion;
using MongoDB.Bson;

namespace JobsGateway.Import.Tests;

public class KeyOrderTests
{
    [Fact]
    public void Integer_like_keys_come_first_and_ascending()
    {
        string[] keys = ["b", "10", "01", "4294967295", "9", "4294967294", "-1", "0", "", "1.5"];
        Assert.Equal(["0", "9", "10", "4294967294", "b", "01", "4294967295", "-1", "", "1.5"], Order(keys));
    }

    [Fact]
    public void Of_equal_keys_the_last_value_stands_at_the_first_ones_place()
    {
        var elements = JavaScriptObject.ElementsOf(Document(["a", "b", "a"]));
        Assert.Equal([("a", 2), ("b", 1)], elements.Select(e => (e.Name, e.Value.AsInt32)));
    }

    [Property]
    public bool Other_keys_keep_their_order(ushort[] numbers, string?[] names)
    {
        string[] others = [.. names.Select(n => "k" + n?.Replace("\0", "", StringComparison.Ordinal)).Distinct()];
        string[] indexes = [.. numbers.Distinct().Select(n => $"{n}")];
        string[] mixed = [.. others.Zip(indexes).SelectMany(p => new[] { p.First, p.Second }), .. others.Skip(indexes.Length), .. indexes.Skip(others.Length)];
        return Order(mixed).SequenceEqual([.. numbers.Distinct().Order().Select(n => $"{n}"), .. others]);
    }

    private static IEnumerable<string> Order(IEnumerable<string> keys) => JavaScriptObject.ElementsOf(Document(keys)).Select(e => e.Name);

    private static BsonDocument Document(IEnumerable<string> keys)
    {
        var document = new BsonDocument(allowDuplicateNames: true);
        foreach (var (index, key) in keys.Index())
            document.Add(key, index);
        return document;
    }
}

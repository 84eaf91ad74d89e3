using System.Text.Json.Nodes;

namespace JobsGateway.Comparison.Tests.Support;

/// <summary>Copies in another order.</summary>
internal static class Shuffled
{
    public static JsonNode? Keys(JsonNode? json, Random random) => json switch
    {
        JsonObject o => new JsonObject(Any([.. o.Select(member => KeyValuePair.Create(member.Key, Keys(member.Value, random)))], random)),
        JsonArray a => new JsonArray([.. a.Select(element => Keys(element, random))]),
        _ => json?.DeepClone(),
    };

    public static JsonNode? KeysAndElements(JsonNode? json, Random random) => json switch
    {
        JsonObject o => new JsonObject(Any([.. o.Select(member => KeyValuePair.Create(member.Key, KeysAndElements(member.Value, random)))], random)),
        JsonArray a => new JsonArray(Any([.. a.Select(element => KeysAndElements(element, random))], random)),
        _ => json?.DeepClone(),
    };

    private static T[] Any<T>(T[] items, Random random)
    {
        random.Shuffle(items);
        return items;
    }
}

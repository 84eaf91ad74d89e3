using System.Globalization;
using System.Text.Json.Nodes;

namespace JobsGateway.Comparison.Tests.Support;

/// <summary>A place in a document, and what can be done to what is there.</summary>
internal sealed record Place(IReadOnlyList<object> Steps)
{
    /// <summary>Every place there is, the top first.</summary>
    public static IEnumerable<Place> In(JsonNode? json, IReadOnlyList<object>? steps = null)
    {
        steps ??= [];
        yield return new(steps);
        var inner = json switch
        {
            JsonObject o => o.SelectMany(member => In(member.Value, [.. steps, member.Key])),
            JsonArray a => a.SelectMany((element, index) => In(element, [.. steps, index])),
            _ => [],
        };
        foreach (var place in inner)
            yield return place;
    }

    /// <summary>The path, written by a table of its own.</summary>
    public string Path
    {
        get
        {
            var path = string.Concat(Steps.Select(step => step is string key ? RandomJsonGenerator.Keys[key] : $"[{((int)step).ToString(CultureInfo.InvariantCulture)}]"));
            return path.StartsWith('.') ? path[1..] : path;
        }
    }

    public bool IsTop => Steps.Count == 0;

    public bool IsInObject => !IsTop && Steps[^1] is string;

    public Place Parent => new([.. Steps.SkipLast(1)]);

    public bool Covers(Place other) => other.Steps.Take(Steps.Count).SequenceEqual(Steps);

    public JsonNode? Of(JsonNode? json) => Steps.Aggregate(json, (node, step) => step is string key ? node![key] : node![(int)step]);

    /// <summary>The document with another value here.</summary>
    public JsonNode? With(JsonNode? json, JsonNode? value) => IsTop ? value : Changed(json, parent =>
    {
        if (Steps[^1] is string key)
            parent[key] = value;
        else
            parent[(int)Steps[^1]] = value;
    });

    /// <summary>The document without what is here.</summary>
    public JsonNode? Without(JsonNode? json) => Changed(json, parent =>
    {
        if (Steps[^1] is string key)
            parent.AsObject().Remove(key);
        else
            parent.AsArray().RemoveAt((int)Steps[^1]);
    });

    private JsonNode? Changed(JsonNode? json, Action<JsonNode> change)
    {
        var copy = json?.DeepClone();
        change(Parent.Of(copy)!);
        return copy;
    }
}

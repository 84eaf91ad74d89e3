using System.Globalization;
using System.Text.Json.Nodes;

namespace JobsGateway.Benchmarks.Verify;

/// <summary>The values of a stored document that can be changed so that a client sees it.</summary>
internal static class Leaves
{
    /// <summary>Every value but the id and nulls, which mean nothing in some fields, with its path.</summary>
    public static IEnumerable<(string Path, Action Change)> Of(JsonObject document, string prefix = "")
    {
        foreach (var (key, value) in document.ToList())
        {
            if (key == "_id" || value is null)
                continue;
            var path = prefix + key;
            if (value is JsonObject { Count: > 0 } nested && nested.First().Key[0] != '$')
            {
                foreach (var leaf in Of(nested, path + "."))
                    yield return leaf;
            }
            else if (Changed(value) is { } changed)
            {
                yield return (path, () => document[key] = changed);
            }
        }
    }

    private static JsonNode? Changed(JsonNode value) => value switch
    {
        JsonObject wrapper when wrapper["$date"] is { } date => Wrap("$date", Wrap("$numberLong", Number(date["$numberLong"]!))),
        JsonObject wrapper when wrapper["$numberInt"] is { } number => Wrap("$numberInt", Number(number)),
        JsonValue text when text.TryGetValue<string>(out var was) => JsonValue.Create(was + "?"),
        JsonValue flag when flag.TryGetValue<bool>(out var was) => JsonValue.Create(!was),
        _ => null,
    };

    private static JsonObject Wrap(string key, JsonNode value) => new() { [key] = value };

    private static JsonValue Number(JsonNode digits) =>
        JsonValue.Create((long.Parse(digits.GetValue<string>(), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));
}

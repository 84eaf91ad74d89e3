using System.Runtime.InteropServices;
using System.Text.Json;

namespace JobsGateway.Comparison.Text;

/// <summary>Values of JSON by what they mean, not by how they are written.</summary>
internal static class JsonValues
{
    /// <summary>Whether two strings or two numbers are the same.</summary>
    public static bool AreSame(JsonElement left, JsonElement right)
    {
        var leftRaw = JsonMarshal.GetRawUtf8Value(left);
        var rightRaw = JsonMarshal.GetRawUtf8Value(right);
        if (leftRaw.SequenceEqual(rightRaw))
            return true;
        return left.ValueKind == JsonValueKind.String
            ? Text(left) == Text(right)
            : JsonNumber.Canonical(leftRaw) == JsonNumber.Canonical(rightRaw);
    }

    /// <summary>The text of a string.</summary>
    public static string Text(JsonElement text) => JsonText.Decode(JsonMarshal.GetRawUtf8Value(text)[1..^1]);

    /// <summary>The keys in the order of their first place, each with its last value, as JavaScript reads an object.</summary>
    public static OrderedDictionary<string, JsonElement> Members(JsonElement json)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
            members[JsonText.Decode(JsonMarshal.GetRawUtf8PropertyName(property))] = property.Value;
        return members;
    }

    /// <summary>The JSON text, cut for a report.</summary>
    public static string Shown(JsonElement json) => Cut(json.GetRawText());

    /// <summary>A text, cut for a report.</summary>
    public static string Cut(string text) => text.Length <= Difference.MaxText ? text : text[..(Difference.MaxText - 1)] + "…";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using JobsGateway.Comparison;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Parity;

/// <summary>Hides the values that nobody is to see in a sample.</summary>
/// <param name="hidden">The paths of these values.</param>
internal sealed class SampleRedaction(IReadOnlyList<PathPattern> hidden)
{
    /// <summary>What stands in place of a value.</summary>
    public const string Redacted = "(redacted)";

    private static readonly JsonSerializerOptions Written = new() { Encoder = StudioJsonEncoder.Instance };

    /// <summary>The same difference without the values that are not to be seen.</summary>
    public Difference Apply(Difference difference) =>
        hidden.Count == 0 ? difference : difference with { Left = Shown(difference, difference.Left), Right = Shown(difference, difference.Right) };

    private string? Shown(Difference difference, string? value)
    {
        if (value is null)
            return null;
        if (IsHidden(difference.Path) || difference.Kind == DifferenceKind.NotJson)
            return Redacted; // A text without paths can't be looked through.
        return value[0] is '{' or '[' ? WithoutHidden(difference.Path, value) : value;
    }

    // A text that was cut is no JSON any more.
    private string WithoutHidden(string path, string value)
    {
        try
        {
            var json = JsonNode.Parse(value)!;
            Hide(json, path);
            return json.ToJsonString(Written);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return Redacted;
        }
    }

    private void Hide(JsonNode json, string path)
    {
        if (json is JsonObject members)
        {
            foreach (var (key, value) in members.ToArray())
                Hide(value, JsonPath.Of(path, key), () => members[key] = Redacted);
        }
        else if (json is JsonArray elements)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                var index = i;
                Hide(elements[i], JsonPath.Of(path, i), () => elements[index] = Redacted);
            }
        }
    }

    private void Hide(JsonNode? value, string path, Action hide)
    {
        if (IsHidden(path))
            hide();
        else if (value is not null)
            Hide(value, path);
    }

    private bool IsHidden(string path) => hidden.Any(pattern => pattern.IsMatch(path));
}

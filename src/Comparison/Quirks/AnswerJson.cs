using System.Text.Json;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison.Quirks;

/// <summary>Reads from the body of an answer; what is not there or of another type is null.</summary>
internal static class AnswerJson
{
    /// <summary>The texts at some paths, in their order.</summary>
    public static string?[] TextsAt(ComparedAnswer answer, params string[][] paths)
    {
        using var document = JsonComparer.Parse(answer.Body);
        return [.. paths.Select(path => document is null ? null : TextAt(document.RootElement, path))];
    }

    private static string? TextAt(JsonElement json, string[] path)
    {
        foreach (var key in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(key, out json))
                return null;
        }

        return json.ValueKind == JsonValueKind.String ? JsonValues.Text(json) : null;
    }
}

using System.Text.Json;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>Texts of JSON as they can be shown.</summary>
internal static class JsonText
{
    /// <summary>A string's text; null where it is none. Half a surrogate pair, which JSON can hold and a text can't, is shown as it is written.</summary>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText()[1..^1];
        }
    }

    /// <summary>The text of a member; null where there is none.</summary>
    public static string? Of(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? Of(value) : null;

    /// <summary>A document, indented; as it came where it can't be.</summary>
    public static string Indented(JsonElement json, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Serialize(json, options);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            return json.GetRawText();
        }
    }
}

using System.Globalization;
using System.Text.Json;

namespace JobsGateway.Stores.Abstractions;

/// <summary>Small reads from a job document that take absent, null and wrongly typed keys alike.</summary>
internal static class JobJson
{
    /// <summary>MongoDB nests up to 100 levels; a document that was stored must be readable.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    public static JsonValueKind ValueKindOf(this JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) ? value.ValueKind : JsonValueKind.Undefined;

    public static string? StringOrNull(this JsonElement element, string key) =>
        element.ValueKindOf(key) == JsonValueKind.String ? element.GetProperty(key).GetString() : null;

    public static string? NonEmptyStringOrNull(this JsonElement element, string key) =>
        element.StringOrNull(key) is { Length: > 0 } text ? text : null;

    /// <summary>Whether JavaScript takes the value for true.</summary>
    public static bool IsTruthy(this JsonElement element, string key) => element.ValueKindOf(key) switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.String => element.GetProperty(key).GetString()!.Length > 0,
        JsonValueKind.Number => element.GetProperty(key).GetDouble() != 0,
        _ => true,
    };

    public static DateTimeOffset? DateOrNull(this JsonElement element, string key) =>
        DateTimeOffset.TryParse(element.StringOrNull(key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}

using System.Text.Json;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>The recorded tokens by name, and what can be read off one without a key.</summary>
internal static class Token
{
    private static readonly Dictionary<string, string> ByName = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contract", "tokens.json")))!;

    public static (string Name, string Value) User { get; } = Bearer("user");

    public static (string Name, string Value) Admin { get; } = Bearer("admin");

    public static (string Name, string Value) Bearer(string name) => ("Authorization", "Bearer " + ByName[name]);

    /// <summary>The token's header (0) or payload (1); null where it is no JSON.</summary>
    public static JsonElement? Part(string? authorization, int index)
    {
        if (authorization?.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries) is not { Length: 4 } parts)
            return null;
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(System.Buffers.Text.Base64Url.DecodeFromChars(parts[index + 1]));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace JobsGateway.Gateway.Tests.Contract;

/// <summary>The recorded tokens by name.</summary>
internal static class Tokens
{
    private static readonly Dictionary<string, string> ByName = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contract", "tokens.json")))!;

    private static readonly Dictionary<string, string> Names = ByName.GroupBy(t => t.Value).ToDictionary(g => g.Key, g => g.First().Key);

    public static (string Name, string Value) User { get; } = Bearer("user");

    public static (string Name, string Value) Admin { get; } = Bearer("admin");

    public static (string Name, string Value) Bearer(string name) => ("Authorization", "Bearer " + ByName[name]);

    public static string? NameOf(string? authorization) =>
        authorization?.Split(' ') is [_, var token] && Names.TryGetValue(token, out var name) ? name : null;
}

using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>The tables of <c>docs/configuration.md</c>, from the schema.</summary>
internal static partial class SettingsTables
{
    public const string File = "docs/configuration.md";

    private const string Start = "<!-- generated: UPDATE_SCHEMA=1 dotnet test tests/Gateway.Tests --filter Schema -->\n";

    private const string End = "<!-- /generated -->";

    private const string None = "-";

    private const string Switch = "Enabled";

    private const string Resilience = "Resilience";

    /// <summary>The document with its tables as they should be.</summary>
    public static string Rewrite(string document, JsonObject schema)
    {
        document = document.ReplaceLineEndings("\n");
        var (start, end) = (document.IndexOf(Start, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"{File} has lost its markers {Start.TrimEnd()} and {End}.");
        return document[..(start + Start.Length)] + Create(schema) + document[end..];
    }

    private static string Create(JsonObject schema)
    {
        var text = new StringBuilder();
        var sections = schema["properties"]!.AsObject();
        var stores = sections["Stores"]!["additionalProperties"]!["anyOf"]!.AsArray();
        Table(text, "The gateway", [.. Rows("Urls", sections["Urls"]!), .. Routes(sections["Routes"]!), .. new[] { "Plugins", "Cors", "Console", "Docs", "Samples", "Shutdown" }.SelectMany(name => Rows(name, sections[name]!))]);
        text.Append("\nThe modes of these routes are [below](#the-modes-of-a-route).\n");
        Table(text, "The modes of a route", Modes(sections["Routes"]!));
        text.Append("\nWhat they do, and where each applies: [routes](routes.md); `Shadow`: [parity](parity.md).\n");
        Table(text, "Tokens", Rows("Jwt", sections["Jwt"]!));
        Table(text, "A store of type `Sqlite`", Store(stores[0]!));
        Table(text, "A store of type `SqlServer`", Store(stores[1]!));
        Table(text, "A store of type `Upstream`", Store(stores[2]!));
        Table(text, "Resilience of a store", Rows($"Stores:<name>:{Resilience}", stores[2]!["properties"]![Resilience]!));
        Table(text, "Comparison of answers", Rows("Parity", sections["Parity"]!));
        Table(text, "Guard rails", new[] { "Audit", "RateLimits", "Limits", "SecurityHeaders", "Management" }.SelectMany(name => Rows(name, sections[name]!)));
        text.Append("\nWhat they are for: [security](security.md).\n");
        Table(text, "Telemetry", Rows("Telemetry", sections["Telemetry"]!));
        text.Append("\nWhat there is to see, and where it goes: [telemetry](telemetry.md).\n");
        Table(text, "Of ASP.NET Core and YARP", new[] { "Kestrel", "Logging", "AllowedHosts", "ReverseProxy" }.SelectMany(name => Rows(name, sections[name]!)));
        return text.Append('\n').ToString();
    }

    private static void Table(StringBuilder text, string title, IEnumerable<string> rows)
    {
        text.Append("\n### ").Append(title).Append("\n\n| key | default | meaning |\n| --- | --- | --- |\n");
        foreach (var row in rows)
            text.Append(row).Append('\n');
    }

    private static IEnumerable<string> Store(JsonNode store)
    {
        foreach (var (key, setting) in store["properties"]!.AsObject())
        {
            var rows = key switch
            {
                "Type" => [Row($"Stores:<name>:{key}", None, $"`{setting!["enum"]![0]}`")],
                Resilience => [Row($"Stores:<name>:{key}:...", None, $"{setting!["description"]} See [below](#resilience-of-a-store)")],
                _ => Rows($"Stores:<name>:{key}", setting!),
            };
            foreach (var row in rows)
                yield return row;
        }
    }

    private static IEnumerable<string> Routes(JsonNode routes) => routes["properties"]!.AsObject()
        .Select(route => Row($"Routes:{route.Key}:Store", Default(route.Value!["properties"]!["Store"]!), route.Value!["description"]!.GetValue<string>()));

    // The same for every operation, as they are of one type.
    private static IEnumerable<string> Modes(JsonNode routes) => routes["properties"]![nameof(Operation.FetchById)]!["properties"]!.AsObject()
        .Where(mode => mode.Value!["properties"] is not null)
        .SelectMany(mode => Rows($"Routes:<operation>:{mode.Key}", mode.Value!));

    private static IEnumerable<string> Rows(string path, JsonNode setting)
    {
        if (setting["properties"] is JsonObject properties)
            return properties.SelectMany(property => Rows($"{path}:{property.Key}", property.Key == Switch ? WithSubject(property.Value!, setting) : property.Value!));
        if (setting["additionalProperties"] is JsonObject element)
            return Rows($"{path}:<name>", element);
        return [Row(path + (setting["type"] is JsonValue type && type.ToString() == "object" ? ":..." : ""), Default(setting), Meaning(setting))];
    }

    // "Whether it is done" says nothing in a row of its own.
    private static JsonNode WithSubject(JsonNode setting, JsonNode section)
    {
        var own = setting["description"]!.GetValue<string>();
        if (!own.StartsWith("Whether it is ", StringComparison.Ordinal) && !own.StartsWith("Whether there is ", StringComparison.Ordinal))
            return setting;
        var whole = setting.DeepClone();
        whole["description"] = $"{section["description"]} {own}";
        return whole;
    }

    private static string Row(string path, string @default, string meaning) =>
        $"| `{path}` | {@default} | {PlainDefault().Replace(meaning, "").TrimEnd('.').Replace("|", "\\|", StringComparison.Ordinal)} |";

    private static string Meaning(JsonNode setting)
    {
        var meaning = setting["description"]!.GetValue<string>();
        if (setting["enum"] is JsonArray names)
            meaning += $" One of {string.Join(", ", names.Select(name => $"`{name}`"))}.";
        if (setting["minimum"] is { } minimum)
            meaning += $" From {minimum} to {setting["maximum"]}.";
        return meaning;
    }

    private static string Default(JsonNode setting)
    {
        if (setting["default"] is { } value)
            return $"`{value}`";
        var said = SaidDefault().Match(setting["description"]!.GetValue<string>());
        return said.Success ? said.Groups[1].Value : None;
    }

    /// <summary>A sentence that says no more than the column does.</summary>
    [GeneratedRegex(@"\s*Default: [^,;]*?\.(?=\s|$)")]
    private static partial Regex PlainDefault();

    [GeneratedRegex(@"Default: (.*?)(?=[,;]|\.(\s|$))")]
    private static partial Regex SaidDefault();
}

using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Configuration;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>The settings there are, by the schema that is made from the option types.</summary>
internal static class SettingNames
{
    /// <summary>A worker's own section: its host names it, and the gateway does not know it.</summary>
    private const string Worker = "Queue";

    private static readonly JsonObject Schema = SettingsSchema.Create();
    private static readonly List<JsonObject> Sections = [.. Below(Schema).Where(section => !IsOpen(section))];

    /// <summary>Whether there is a setting of this whole name; <c>&lt;name&gt;</c> stands for any.</summary>
    public static bool Exists(string name) => name.Split(':') is var parts && (parts[0] == Worker || Leads(Schema, parts));

    /// <summary>Whether there is one of this name, or one that ends so: pages on a section leave out where it stands.</summary>
    public static bool ExistsWithin(string name) =>
        Exists(name) || (name.Split(':') is var parts && Schema["properties"]![parts[0]] is null && Sections.Any(section => Leads(section, parts)));

    private static bool Leads(JsonObject section, ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty || parts[0] == "..." || IsOpen(section))
            return true;
        foreach (var child in Children(section, parts[0]))
        {
            if (Leads(child, parts[1..]))
                return true;
        }

        return false;
    }

    // ASP.NET Core's and YARP's own sections.
    private static bool IsOpen(JsonObject section) =>
        section["type"]?.ToJsonString() == "\"object\"" && section["properties"] is null && section["additionalProperties"] is null;

    private static IEnumerable<JsonObject> Children(JsonObject section, string name)
    {
        foreach (var choice in section["anyOf"]?.AsArray() ?? [])
        {
            foreach (var child in Children(choice!.AsObject(), name))
                yield return child;
        }

        foreach (var (key, child) in section["properties"]?.AsObject() ?? [])
        {
            if (name == key || name[0] == '<')
                yield return child!.AsObject();
        }

        if (section["additionalProperties"] is JsonObject any)
            yield return any;
        if (section["items"] is JsonObject item && int.TryParse(name, out _))
            yield return item;
    }

    private static IEnumerable<JsonObject> Below(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(member => Below(member.Value)).Prepend(schema),
        JsonArray list => list.SelectMany(Below),
        _ => [],
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Configuration;
using NJsonSchema;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>Every piece of JSON in the documents can be read, and what is configuration is configuration the gateway takes.</summary>
public sealed class ConfigurationBlockTests
{
    private static readonly JsonDocumentOptions Format = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string> Paths { get; } = [.. Pages.All.Where(page => Blocks(page).Any()).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Configurations_are_valid(string path)
    {
        var schema = await SchemaAsync();
        Assert.Empty(Blocks(Pages.Find(path)!).SelectMany(block => Faults(schema, block)));
    }

    [Theory]
    [InlineData("""{ "Routes": { "FetchById": { "Stor": "local" } } }""")]
    [InlineData(""" "Routes": { "FetchById": { "Stor": "local" } } """)]
    [InlineData(""" "FetchById": { "Stor": "local" } """)]
    [InlineData("""{ "Routes": { "FetchById": """)]
    public async Task A_wrong_configuration_is_found(string block) => Assert.NotEmpty(Faults(await SchemaAsync(), block));

    private static IEnumerable<string> Blocks(MarkdownPage page) => page.Blocks.Where(block => block.Language is "json" or "jsonc").Select(block => block.Text);

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromJsonAsync(Repository.Read(SettingsSchema.File));

    private static IEnumerable<string> Faults(JsonSchema schema, string block)
    {
        if (IsCut(block))
            return [];
        try
        {
            // The middle of a file is shown without the braces around it.
            var json = JsonNode.Parse(block.TrimStart().StartsWith('"') ? $"{{{block}}}" : block, documentOptions: Format)!.AsObject();
            return schema.Validate(Whole(json).ToJsonString()).Select(error => $"{error.Path}: {error.Kind}");
        }
        catch (JsonException e)
        {
            return [$"{e.Message} in {block}"];
        }
    }

    /// <summary>Whether something was left out of it, which it shows by dots that are no text.</summary>
    private static bool IsCut(string block) => block.Split('"').Where((_, i) => i % 2 == 0).Any(part => part.Contains("...", StringComparison.Ordinal));

    private static JsonObject Whole(JsonObject json) =>
        json.All(setting => Enum.TryParse<Operation>(setting.Key, out _)) ? new JsonObject { ["Routes"] = json } : json;
}

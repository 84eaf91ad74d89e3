using System.Text.Json.Nodes;

namespace JobsGateway.Verify.Tests.Support;

internal static class Paths
{
    public static IReadOnlyList<string> Of(JobDocument left, JobDocument right) => [.. Of("", JsonNode.Parse(left.ToString()), JsonNode.Parse(right.ToString()))];

    private static IEnumerable<string> Of(string path, JsonNode? left, JsonNode? right) =>
        left is JsonObject l && right is JsonObject r
            ? l.Select(p => p.Key).Union(r.Select(p => p.Key)).SelectMany(key => Of(path.Length == 0 ? key : $"{path}.{key}", l[key], r[key]))
            : JsonNode.DeepEquals(left, right) ? [] : [path];
}

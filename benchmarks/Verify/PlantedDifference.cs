using System.Text.Json.Nodes;

namespace JobsGateway.Benchmarks.Verify;

/// <summary>A difference that was made on purpose.</summary>
/// <param name="Kind">The kind of job, as the report names it.</param>
/// <param name="Id">The job's id.</param>
/// <param name="What">How it differs, as the report names it.</param>
/// <param name="Path">Where; null for a job that one side has not.</param>
internal sealed record PlantedDifference(string Kind, string Id, string What, string? Path)
{
    /// <summary>Whether a line of the report tells just this difference.</summary>
    public bool IsToldBy(JsonNode line)
    {
        string[] paths = [.. line["paths"]!.AsArray().Select(path => path!.GetValue<string>())];
        return line["kind"]!.GetValue<string>() == Kind && line["id"]!.GetValue<string>() == Id && line["what"]!.GetValue<string>() == What
            && (Path is null ? paths.Length == 0 : paths.SequenceEqual([Path]));
    }
}

using System.Text.Json.Nodes;

namespace JobsGateway.Benchmarks.Verify;

/// <summary>Copies an export and changes some of its lines: leaves one out, adds one, or changes a value.</summary>
internal sealed class Planting(Random dice)
{
    /// <summary>Copies a file with differences in it.</summary>
    /// <param name="kind">The kind of job, as the report names it.</param>
    /// <param name="source">The file.</param>
    /// <param name="target">The copy.</param>
    /// <param name="jobs">How many lines it has.</param>
    /// <param name="differences">How many are made.</param>
    public List<PlantedDifference> Copy(string kind, string source, string target, int jobs, int differences)
    {
        var planted = new List<PlantedDifference>();
        var places = new HashSet<int>();
        while (places.Count < differences)
            places.Add(dice.Next(jobs));
        using var output = new StreamWriter(target);
        var number = 0;
        foreach (var line in File.ReadLines(source))
        {
            if (!places.Contains(number++))
            {
                output.WriteLine(line);
                continue;
            }

            var (difference, lines) = Plant(kind, line, planted.Count % 3);
            planted.Add(difference);
            foreach (var changed in lines)
                output.WriteLine(changed);
        }

        return planted;
    }

    private (PlantedDifference Difference, string[] Lines) Plant(string kind, string line, int sort)
    {
        var document = JsonNode.Parse(line)!.AsObject();
        var id = document["_id"]!["$oid"]!.GetValue<string>();
        switch (sort)
        {
            case 0:
                return (new PlantedDifference(kind, id, "extra", null), []);
            case 1:
                var other = id[..8] + "ff" + id[10..]; // The generator makes no such id.
                document["_id"]!["$oid"] = other;
                return (new PlantedDifference(kind, other, "missing", null), [line, document.ToJsonString()]);
            default:
                // A job without a next run shows its last run instead: that one change would be two.
                var leaves = Leaves.Of(document).Where(leaf => leaf.Path != "lastRunAt").ToList();
                var (path, change) = leaves[dice.Next(leaves.Count)];
                change();
                return (new PlantedDifference(kind, id, "different", path), [document.ToJsonString()]);
        }
    }
}

namespace JobsGateway.Comparison;

/// <summary>Counts, by path, in how many places something differs, whatever the position in an array. Of so many paths at most: the keys of a document may be anything.</summary>
/// <param name="maxPaths">How many paths are told apart; the rest is counted as <see cref="Other"/>.</param>
public sealed class PathCounts(int maxPaths)
{
    /// <summary>Where the paths are counted that are too many, or too long.</summary>
    public const string Other = "(other)";

    private const int MaxLength = 200;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The paths, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> ByFrequency => [.. _counts.OrderByDescending(path => path.Value).ThenBy(path => path.Key, StringComparer.Ordinal)];

    /// <summary>Counts one place once for each of its paths.</summary>
    public void Add(IEnumerable<string> paths)
    {
        foreach (var path in paths.Select(Counted).Distinct())
        {
            var key = _counts.ContainsKey(path) || _counts.Count < maxPaths ? path : Other;
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    private static string Counted(string path)
    {
        var counted = JsonPath.WithoutIndexes(path);
        return counted.Length <= MaxLength ? counted : Other;
    }
}

using JobsGateway.Comparison;

namespace JobsGateway.Gateway.Parity.Counting;

/// <summary>Counts answers by path. Of so many paths at most: keys of a document may be anything.</summary>
internal sealed class PathCounts
{
    /// <summary>Where the paths are counted that are too many.</summary>
    public const string Other = "(other)";

    private const int MaxPaths = 100;

    private const int MaxLength = 200;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The paths, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> ByFrequency => [.. _counts.OrderByDescending(path => path.Value).ThenBy(path => path.Key, StringComparer.Ordinal)];

    /// <summary>Counts one answer once for each of its paths.</summary>
    public void Add(IEnumerable<string> paths)
    {
        foreach (var path in paths.Select(Counted).Distinct())
        {
            var key = _counts.ContainsKey(path) || _counts.Count < MaxPaths ? path : Other;
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    private static string Counted(string path)
    {
        var counted = JsonPath.WithoutIndexes(path);
        return counted.Length <= MaxLength ? counted : Other;
    }
}

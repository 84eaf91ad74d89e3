using System.Text.RegularExpressions;

namespace JobsGateway.Migration.Verify;

/// <summary>How many jobs differ at which path, whatever the position in an array. Of many paths only the first met are told apart.</summary>
public sealed partial class PathCounts
{
    /// <summary>How many paths are told apart.</summary>
    public const int MostPaths = 1000;

    /// <summary>The name of all other paths.</summary>
    public const string Others = "(other paths)";

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The paths with their counts, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> All => [.. _counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)];

    internal void Count(JobDifference difference)
    {
        foreach (var path in difference.Paths.Select(path => Position().Replace(path, "[*]")).Distinct(StringComparer.Ordinal))
        {
            var known = _counts.ContainsKey(path) || _counts.Count < MostPaths ? path : Others;
            _counts[known] = _counts.GetValueOrDefault(known) + 1;
        }
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}

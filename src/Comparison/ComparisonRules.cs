namespace JobsGateway.Comparison;

/// <summary>What counts as a difference between two JSON documents.</summary>
public sealed record ComparisonRules
{
    /// <summary>What is not compared. Default: nothing.</summary>
    public IReadOnlyList<PathPattern> Ignore { get; init; } = [];

    /// <summary>Arrays whose elements may stand in any order. Default: none.</summary>
    public IReadOnlyList<PathPattern> Unordered { get; init; } = [];

    /// <summary>Whether the order of an object's keys counts. Default: it does not.</summary>
    public bool KeyOrder { get; init; }

    /// <summary>How many differences are told at most; the comparison ends there. Default: 50.</summary>
    public int MaxDifferences { get; init; } = 50;
}

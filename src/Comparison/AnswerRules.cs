namespace JobsGateway.Comparison;

/// <summary>What counts as a difference between two answers. Paths are <c>status</c>, <c>header.content-type</c> and, in the body, <c>body.data.status</c>.</summary>
public sealed record AnswerRules
{
    /// <summary>What is not compared. Default: nothing.</summary>
    public IReadOnlyList<PathPattern> Ignore { get; init; } = [];

    /// <summary>Arrays whose elements may stand in any order. Default: none.</summary>
    public IReadOnlyList<PathPattern> Unordered { get; init; } = [];

    /// <summary>The headers that are compared, by name in any letter case. Default: <c>Content-Type</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = ["Content-Type"];

    /// <summary>Whether what Studio is known to do differently, on purpose or by fault, is no difference. Default: it is none.</summary>
    public bool StudioQuirks { get; init; } = true;

    /// <summary>How many differences are told at most; the comparison ends there. Default: 50.</summary>
    public int MaxDifferences { get; init; } = 50;
}

using JobsGateway.Comparison;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>What a comparison found.</summary>
public sealed class VerifySummary
{
    /// <summary>How many ids of each sort are kept as examples.</summary>
    public const int MostExamples = 20;

    /// <summary>How many paths are told apart.</summary>
    public const int MostPaths = 1000;

    private readonly Dictionary<DifferenceSort, List<JobDifference>> _examples = Enum.GetValues<DifferenceSort>().ToDictionary(sort => sort, _ => new List<JobDifference>());
    private readonly List<RejectedDocument> _rejected = [];

    /// <summary>The counts of each kind.</summary>
    public IReadOnlyList<KindCounts> Kinds { get; } = [new(JobKind.Agenda), new(JobKind.Queue)];

    /// <summary>Where jobs differ.</summary>
    public PathCounts Paths { get; } = new(MostPaths);

    /// <summary>The first that were found of a sort.</summary>
    public IReadOnlyList<JobDifference> Examples(DifferenceSort sort) => _examples[sort];

    /// <summary>The first documents that are no jobs.</summary>
    public IReadOnlyList<RejectedDocument> RejectedExamples => _rejected;

    /// <summary>Why the comparison stopped early; null where it did not.</summary>
    public string? Failure { get; internal set; }

    /// <summary>Whether both sides have the same jobs.</summary>
    public bool AreSame => Failure is null && Kinds.All(kind => kind.AreSame);

    internal KindCounts Of(JobKind kind) => Kinds[(int)kind];

    internal void Count(JobDifference difference)
    {
        var counts = Of(difference.Kind);
        switch (difference.Sort)
        {
            case DifferenceSort.Missing:
                counts.Missing++;
                break;
            case DifferenceSort.Extra:
                counts.Extra++;
                break;
            default:
                counts.Different++;
                Paths.Add(difference.Paths);
                break;
        }

        if (_examples[difference.Sort] is { Count: < MostExamples } examples)
            examples.Add(difference);
    }

    internal void Count(RejectedDocument document)
    {
        Of(document.Kind).Rejected++;
        if (_rejected.Count < MostExamples)
            _rejected.Add(document);
    }
}

using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>How a job differs between two sides.</summary>
public enum DifferenceSort
{
    /// <summary>The source has it, the store does not.</summary>
    Missing,

    /// <summary>The store has it, the source does not.</summary>
    Extra,

    /// <summary>Both have it, and not the same.</summary>
    Different,
}

/// <summary>A job that differs.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Sort">How it differs.</param>
/// <param name="Paths">Where, for <see cref="DifferenceSort.Different"/>; never what.</param>
public sealed record JobDifference(JobKind Kind, JobId Id, DifferenceSort Sort, IReadOnlyList<string> Paths);

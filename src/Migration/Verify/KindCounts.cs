using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>What was found of one kind of job.</summary>
/// <param name="Kind">The kind.</param>
public sealed record KindCounts(JobKind Kind)
{
    /// <summary>Jobs of the source.</summary>
    public long InSource { get; set; }

    /// <summary>Jobs of the store.</summary>
    public long InStore { get; set; }

    /// <summary>Jobs the source has and the store does not.</summary>
    public long Missing { get; set; }

    /// <summary>Jobs the store has and the source does not.</summary>
    public long Extra { get; set; }

    /// <summary>Jobs both have, and not the same.</summary>
    public long Different { get; set; }

    /// <summary>Jobs that differed when they were met, and were the same when they were looked at again.</summary>
    public long CaughtUp { get; set; }

    /// <summary>Documents of the source that are no jobs.</summary>
    public long Rejected { get; set; }

    /// <summary>Whether the two sides have the same jobs.</summary>
    public bool AreSame => Missing == 0 && Extra == 0 && Different == 0 && Rejected == 0;
}

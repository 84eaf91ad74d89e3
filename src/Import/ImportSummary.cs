namespace JobsGateway.Import;

/// <summary>What became of the documents.</summary>
/// <param name="Read">Documents found in the files, bad ones included.</param>
/// <param name="Inserted">Jobs the store did not have.</param>
/// <param name="Unchanged">Jobs the store had from the same document.</param>
/// <param name="Updated">Jobs whose source changed.</param>
/// <param name="Rejected">Documents that are no jobs, and jobs left alone because they were changed here.</param>
public sealed record ImportSummary(long Read, long Inserted, long Unchanged, long Updated, long Rejected)
{
    /// <summary>Of the rejected: jobs that changed both in the source and here.</summary>
    public long Conflicts { get; init; }

    /// <summary>The files rejected documents were written to.</summary>
    public IReadOnlyList<string> RejectFiles { get; init; } = [];

    /// <summary>Why the import stopped early; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Every job was in the store already.</summary>
    public bool NothingChanged => Failure is null && Unchanged > 0 && Inserted == 0 && Updated == 0 && Rejected == 0;
}

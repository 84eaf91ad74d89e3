namespace JobsGateway.Import;

/// <summary>What an import tells the shell.</summary>
public static class ImportExitCode
{
    /// <summary>Everything is in the store.</summary>
    public const int Complete = 0;

    /// <summary>The import stopped early.</summary>
    public const int Failed = 1;

    /// <summary>Everything but the rejected documents is in the store.</summary>
    public const int SomeRejected = 2;

    /// <summary>The code for a summary.</summary>
    public static int For(ImportSummary summary) =>
        summary.Failure is not null ? Failed : summary.Rejected > 0 ? SomeRejected : Complete;
}

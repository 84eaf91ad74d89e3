namespace JobsGateway.Migration.Export;

/// <summary>What an operator should know of an exported job.</summary>
internal enum ExportNote
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It was locked: agenda runs it again once the lock has been held for its time.</summary>
    Locked,

    /// <summary>It never ran, and shows the time in its id as <c>nextRunAt</c>, as jobs without one do: it is exported without one.</summary>
    NotScheduled,

    /// <summary>Read back, it would be another document.</summary>
    Changed,

    /// <summary>It can't be written as Extended JSON, and is not in the file.</summary>
    LeftOut,
}

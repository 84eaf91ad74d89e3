using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>What an export wrote.</summary>
/// <param name="Files">The files, each with what became of its jobs; empty where the export failed: then there is none.</param>
/// <param name="Failure">Why there are none; null where it succeeded.</param>
public sealed record ExportSummary(IReadOnlyList<ExportedFile> Files, string? Failure = null)
{
    /// <summary>Every job is in a file, and would be the same when it is read back.</summary>
    public bool IsExact => Failure is null && Files.All(file => file is { Changed: 0, LeftOut: 0 });
}

/// <summary>A file of one kind of job.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Path">The file.</param>
/// <param name="Written">How many jobs are in it.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ExportedFile(JobKind Kind, string Path, long Written, long Bytes)
{
    /// <summary>Jobs in it that would be read back as another document.</summary>
    public long Changed { get; init; }

    /// <summary>Jobs that can't be written, and are not in it.</summary>
    public long LeftOut { get; init; }

    /// <summary>Agenda jobs in it that are locked: agenda runs them again once the lock has been held for its time.</summary>
    public long Locked { get; init; }

    /// <summary>Agenda jobs in it without a next run that never ran.</summary>
    public long NotScheduled { get; init; }

    /// <summary>The file that names these jobs; null where there are none.</summary>
    public string? Notes { get; init; }
}

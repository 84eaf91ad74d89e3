namespace JobsGateway.Migration.Export;

/// <summary>What to export.</summary>
/// <param name="AgendaFile">Where the agenda jobs go; null for nowhere.</param>
/// <param name="QueueFile">Where the queue jobs go; null for nowhere.</param>
public sealed record ExportRequest(string? AgendaFile, string? QueueFile)
{
    /// <summary>Whether files that are there already are replaced. Default: no.</summary>
    public bool Force { get; init; }
}

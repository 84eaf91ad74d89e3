namespace JobsGateway.Import;

/// <summary>What to import.</summary>
/// <param name="AgendaFiles">Files of the collection <c>agendaJobs</c>, as mongoexport or mongodump wrote them.</param>
/// <param name="QueueFiles">Files of the collection <c>queuejobs</c>.</param>
public sealed record ImportRequest(IReadOnlyList<string> AgendaFiles, IReadOnlyList<string> QueueFiles)
{
    /// <summary>The folder reject files go to. Default: beside each input file.</summary>
    public string? RejectFolder { get; init; }

    /// <summary>How many jobs at most are written in one transaction. Default: 5,000.</summary>
    public int BatchJobs { get; init; } = 5000;

    /// <summary>How many bytes of documents at most, about, are written in one transaction. Default: 8 MiB.</summary>
    public int BatchBytes { get; init; } = 8 << 20;

    /// <summary>How many threads convert documents. Default: one for each processor.</summary>
    public int Converters { get; init; } = Environment.ProcessorCount;
}

using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Live;

/// <summary>What to import from a live database, and how.</summary>
/// <param name="From">The database.</param>
/// <param name="CheckpointFile">The file that tells how far the import is. Files of rejects are put beside it.</param>
public sealed record LiveImportRequest(SourceAddress From, string CheckpointFile)
{
    /// <summary>The collection of agenda jobs. Default: <c>agendaJobs</c>.</summary>
    public string AgendaCollection { get; init; } = "agendaJobs";

    /// <summary>The collection of queue jobs. Default: <c>queuejobs</c>.</summary>
    public string QueueCollection { get; init; } = "queuejobs";

    /// <summary>Forgets the checkpoint and reads everything. Default: no.</summary>
    public bool Restart { get; init; }

    /// <summary>Goes on after the last document, with what changes. Default: no.</summary>
    public bool Follow { get; init; }

    /// <summary>The pause between two polls of a server without change streams. Default: 2 seconds.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many documents at most are read in a second; null is as many as can be. Default: null.</summary>
    public int? Rate { get; init; }

    /// <summary>How many documents at most are written in one transaction. Default: 5,000.</summary>
    public int BatchJobs { get; init; } = 5000;

    /// <summary>How many bytes of documents at most, about, are written in one transaction. Default: 8 MiB.</summary>
    public int BatchBytes { get; init; } = 8 << 20;

    /// <summary>How many threads convert documents. Default: one for each processor.</summary>
    public int Converters { get; init; } = Environment.ProcessorCount;

    /// <summary>How long it waits before it tries again for the first time; each time after that twice as long, up to 30 seconds. Default: 1 second.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    internal string RejectFileOf(JobKind kind)
    {
        const string Extension = ".checkpoint.json";
        var stem = CheckpointFile.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? CheckpointFile[..^Extension.Length] : CheckpointFile;
        return $"{stem}.{(kind == JobKind.Agenda ? "agenda" : "queue")}.rejects.jsonl";
    }
}

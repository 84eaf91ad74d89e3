using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>A row of QueueEntries with its job.</summary>
internal sealed record QueuedJob(long Sequence, long KindNumber, string IdText, long AttemptsSoFar, long CancelFlag, byte[] Utf8)
{
    /// <summary>What every statement selects. The cast gives the text's bytes as they are stored.</summary>
    public const string Select =
        """
        SELECT q.Sequence, j.Kind AS KindNumber, j.Id AS IdText, q.Attempts AS AttemptsSoFar, q.IsCancelRequested AS CancelFlag,
            CAST(j.Document AS BLOB) AS Utf8

        """;

    public JobKind Kind => (JobKind)KindNumber;

    public JobId Id => JobId.Parse(IdText);

    /// <summary>How often it was claimed.</summary>
    public int Attempts => (int)AttemptsSoFar;

    public bool IsCancelRequested => CancelFlag != 0;

    public JobDocument Document => new(Utf8);

    /// <summary>Its document with what a worker found out.</summary>
    public JobDocument Changed(JobChanges? changes, DateTimeOffset now) => changes is null ? Document : JobStages.Change(Kind, Document, changes, now);
}

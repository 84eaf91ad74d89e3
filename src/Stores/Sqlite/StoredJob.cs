namespace JobsGateway.Stores.Sqlite;

/// <summary>A row of Jobs as a retry reads it.</summary>
internal sealed record StoredJob(long Sequence, long Kind, string Id, string? RetryJob, byte[] Document)
{
    /// <summary>The cast gives the text's bytes as they are stored.</summary>
    private const string Select = "SELECT Sequence, Kind, Id, RetryJob, CAST(Document AS BLOB) AS Document FROM Jobs ";

    /// <summary>The job a retry by id means: the queue job where both kinds have the id.</summary>
    public const string ByIdQueueFirst = Select + "WHERE Id = @Id ORDER BY Kind DESC LIMIT 1";

    public const string BySequence = Select + "WHERE Sequence = @Sequence";
}

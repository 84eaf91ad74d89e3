namespace JobsGateway.Migration.Live.Checkpoints;

/// <summary>Which source a checkpoint is of, without credentials.</summary>
internal sealed record SourceIdentity
{
    public required IReadOnlyList<string> Hosts { get; init; }

    public required string Database { get; init; }

    public required string AgendaCollection { get; init; }

    public required string QueueCollection { get; init; }

    public static SourceIdentity Of(LiveImportRequest request) => new()
    {
        Hosts = request.From.Hosts,
        Database = request.From.Database,
        AgendaCollection = request.AgendaCollection,
        QueueCollection = request.QueueCollection,
    };

    /// <summary>Whether it is the same source.</summary>
    public bool IsSameAs(SourceIdentity other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(',', Hosts)}/{Database} ({AgendaCollection}, {QueueCollection})";
}

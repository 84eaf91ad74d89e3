namespace JobsGateway.Migration.Live.Checkpoints;

/// <summary>How far a collection was read.</summary>
internal sealed record CollectionPosition
{
    /// <summary>The last id whose document is in the store or among the rejects: 24 hexadecimal characters.</summary>
    public string? Last { get; init; }

    /// <summary>How many documents were read up to there, later changes included.</summary>
    public long Read { get; init; }

    /// <summary>Whether the end was reached.</summary>
    public bool IsFinished { get; init; }

    /// <summary>How long the file of rejects was then, in bytes.</summary>
    public long RejectBytes { get; init; }
}

namespace JobsGateway.Gateway.Parity.Counting;

/// <summary>What was counted of an operation, at one moment.</summary>
internal sealed record ParityCounts
{
    /// <summary>The store that clients are answered from; null while nothing was compared.</summary>
    public string? Primary { get; init; }

    /// <summary>The store that is compared with it.</summary>
    public string? Candidate { get; init; }

    /// <summary>When the counting began.</summary>
    public required DateTimeOffset Since { get; init; }

    public long Equal { get; init; }

    public long Noise { get; init; }

    public long Different { get; init; }

    public long Compared => Equal + Noise + Different;

    public long Dropped { get; init; }

    public long Skipped { get; init; }

    public long PrimaryUnavailable { get; init; }

    public long CandidateUnavailable { get; init; }

    /// <summary>Null where no answer differed.</summary>
    public DateTimeOffset? LastDifferenceAt { get; init; }

    /// <summary>How many were compared after the last that differed, or at all where none did.</summary>
    public long ComparedSince { get; init; }

    /// <summary>How often the candidate was not available after the last answer that differed, or at all.</summary>
    public long CandidateUnavailableSince { get; init; }

    public IReadOnlyList<KeyValuePair<string, long>> Paths { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, long>> NoisePaths { get; init; } = [];

    public IReadOnlyList<ParitySample> Samples { get; init; } = [];
}

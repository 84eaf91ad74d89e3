using System.Text.Json.Serialization;

namespace JobsGateway.Migration.Live.Checkpoints;

/// <summary>How far an import of one source into one store is. Holds no credentials and nothing of a job but ids.</summary>
internal sealed record Checkpoint
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required SourceIdentity Source { get; init; }

    /// <summary>The store's name in configuration.</summary>
    public required string Store { get; init; }

    public CollectionPosition Agenda { get; init; } = new();

    public CollectionPosition Queue { get; init; } = new();

    /// <summary>Where the change stream goes on, as Extended JSON; taken before the first document was read.</summary>
    public string? ResumeToken { get; init; }

    /// <summary>When the last complete poll began, by the server's clock; at first, when the first document was read.</summary>
    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>Whether both collections were read to their ends.</summary>
    [JsonIgnore]
    public bool IsFinished => Agenda.IsFinished && Queue.IsFinished;

    /// <summary>Whether anything was written yet.</summary>
    [JsonIgnore]
    public bool HasProgress => Agenda.Read > 0 || Queue.Read > 0;

    /// <summary>The start of reading everything.</summary>
    public Checkpoint StartOver() => new() { Version = CurrentVersion, Source = Source, Store = Store };
}

namespace JobsGateway.Migration.Live.Checkpoints;

/// <summary>The checkpoint of a running import: what it says is in the store, also after a power cut.</summary>
internal sealed class CheckpointKeeper(CheckpointFile file, Checkpoint start)
{
    /// <summary>The checkpoint as it was saved last.</summary>
    public Checkpoint Current { get; private set; } = start;

    /// <summary>How often it was saved: whether there was progress.</summary>
    public long Saves { get; private set; }

    /// <summary>Saves it.</summary>
    public void Save(Checkpoint checkpoint)
    {
        file.Save(checkpoint);
        Current = checkpoint;
        Saves++;
    }
}

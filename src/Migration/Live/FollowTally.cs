namespace JobsGateway.Migration.Live;

/// <summary>Counts what following sees.</summary>
internal sealed class FollowTally(TimeProvider clock)
{
    private long _changes, _deletions;
    private DateTimeOffset? _inStepAt;

    public void CountChange() => _changes++;

    public void CountDeletion()
    {
        _changes++;
        _deletions++;
    }

    /// <summary>The store holds everything that was in the source at that moment.</summary>
    public void InStep(DateTimeOffset at) => _inStepAt = at;

    /// <summary>What was seen, and how far behind the store is now.</summary>
    public FollowProgress Read()
    {
        var lag = _inStepAt is { } at ? clock.GetUtcNow() - at : TimeSpan.Zero;
        return new FollowProgress(_changes, _deletions, lag < TimeSpan.Zero ? TimeSpan.Zero : lag);
    }
}

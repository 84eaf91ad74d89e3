using JobsGateway.Import.Progress;

namespace JobsGateway.Migration.Live;

/// <summary>What an operator sees of a live import.</summary>
public interface ILiveConsole
{
    /// <summary>Says something, once.</summary>
    void Tell(string message);

    /// <summary>Shows how far the reading of both collections is.</summary>
    Task<T> ShowCopyAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work);

    /// <summary>Shows how far behind the source the store is; called after every change, and shown now and then.</summary>
    void ShowFollow(FollowProgress progress);
}

/// <summary>How following goes.</summary>
/// <param name="Changes">Changes read, deletions included.</param>
/// <param name="Deletions">Of these, documents deleted in the source.</param>
/// <param name="Lag">How far behind the source the store is.</param>
public readonly record struct FollowProgress(long Changes, long Deletions, TimeSpan Lag);

using JobsGateway.Migration.Live.Checkpoints;

namespace JobsGateway.Migration.Follow;

/// <summary>A way to learn what changes in the source.</summary>
internal interface IFollower
{
    /// <summary>Whether the checkpoint tells where to go on.</summary>
    bool HasStart(Checkpoint checkpoint);

    /// <summary>Notes the present as the place to go on from; not yet saved.</summary>
    Task<Checkpoint> StartAsync(Checkpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>Brings changes into the store and saves the checkpoint after each lot, until it is stopped.</summary>
    /// <returns>Comes back only where the source no longer knows the place to go on from.</returns>
    Task RunAsync(CancellationToken cancellationToken);
}

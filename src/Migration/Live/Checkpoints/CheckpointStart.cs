using JobsGateway.Import;

namespace JobsGateway.Migration.Live.Checkpoints;

/// <summary>Decides where an import begins.</summary>
internal static class CheckpointStart
{
    /// <summary>The checkpoint to begin with, and what to tell of it.</summary>
    /// <exception cref="ImportException">The file is of another source or store.</exception>
    public static async ValueTask<(Checkpoint Checkpoint, string? Note)> DecideAsync(CheckpointFile file, LiveImportRequest request, ImportTarget target, CancellationToken cancellationToken)
    {
        var fresh = new Checkpoint { Version = Checkpoint.CurrentVersion, Source = SourceIdentity.Of(request), Store = target.Name };
        if (request.Restart || file.Load() is not { } found)
            return (fresh, null);
        RefuseForeign(found, fresh, request.CheckpointFile);
        if (found.HasProgress && await target.Store.IsEmptyAsync(cancellationToken))
            return (fresh, $"the store '{target.Name}' is empty although the checkpoint says otherwise: starting over");
        if (found.IsFinished && !request.Follow)
            return (fresh, "the last import was complete: reading everything again, jobs that did not change are left as they are");
        return (found, found.HasProgress && !found.IsFinished ? "going on from the checkpoint" : null);
    }

    private static void RefuseForeign(Checkpoint found, Checkpoint wanted, string path)
    {
        const string Cure = "name another file with --checkpoint, or start over with --restart.";
        if (!found.Source.IsSameAs(wanted.Source))
            throw new ImportException($"The checkpoint '{path}' is of another source, {found.Source}, not {wanted.Source}: {Cure}");
        if (found.Store != wanted.Store)
            throw new ImportException($"The checkpoint '{path}' is of the store '{found.Store}', not '{wanted.Store}': {Cure}");
    }
}

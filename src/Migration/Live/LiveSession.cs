using JobsGateway.Import;
using JobsGateway.Migration.Live.Checkpoints;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Live;

/// <summary>What the steps of one live import share.</summary>
internal sealed record LiveSession(
    LiveImportRequest Request, ImportTarget Target, LiveSource Source, CheckpointKeeper Keeper, ImportTally Tally, FollowTally Changes, Throttle Throttle, ILiveConsole Console, TimeProvider Clock)
{
    /// <summary>Opens the way of a collection into the store.</summary>
    public CollectionSink Open(JobKind kind) => new(kind, Target.Importer, Request, Tally, kind == JobKind.Agenda ? Keeper.Current.Agenda : Keeper.Current.Queue);
}

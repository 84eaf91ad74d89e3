using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Checkpoints;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Follow;

/// <summary>Follows a server without change streams by asking again and again. It sees less than a stream does: docs/import.md tells what.</summary>
internal sealed class PollingFollower(LiveSession session) : IFollower
{
    /// <inheritdoc/>
    public bool HasStart(Checkpoint checkpoint) => checkpoint.PolledAt is not null;

    /// <inheritdoc/>
    public async Task<Checkpoint> StartAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        checkpoint with { PolledAt = (await session.Source.AskAsync(cancellationToken)).Time };

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CollectionPoll agenda = new(session, JobKind.Agenda), queue = new(session, JobKind.Queue);
        while (true)
        {
            var began = session.Clock.GetUtcNow();
            var (polledAt, now) = (session.Keeper.Current.PolledAt!.Value, (await session.Source.AskAsync(cancellationToken)).Time);
            await agenda.RunAsync(polledAt, cancellationToken);
            await queue.RunAsync(polledAt, cancellationToken);
            var current = session.Keeper.Current;
            session.Keeper.Save(current with { PolledAt = now, Agenda = agenda.Sink.After(current.Agenda), Queue = queue.Sink.After(current.Queue) });
            session.Changes.InStep(began);
            session.Console.ShowFollow(session.Changes.Read());
            await Task.Delay(session.Request.PollInterval, session.Clock, cancellationToken);
        }
    }
}

using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Live;

/// <summary>Reads both collections: agenda jobs first, then queue jobs.</summary>
internal sealed class CopyStep(LiveSession session)
{
    /// <summary>Goes on from the checkpoint to the end of both.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var source = session.Source;
        long agenda = await source.Agenda.CountAsync(cancellationToken), queue = await source.Queue.CountAsync(cancellationToken);
        await session.Console.ShowCopyAsync(async progress =>
        {
            await new CollectionCopy(session, JobKind.Agenda).RunAsync(done => Report(progress, source.Agenda.Name, Math.Min(done, agenda)), cancellationToken);
            await new CollectionCopy(session, JobKind.Queue).RunAsync(done => Report(progress, source.Queue.Name, agenda + Math.Min(done, queue)), cancellationToken);
            return true;
        });

        void Report(IProgress<ImportProgress> progress, string collection, long done) => progress.Report(new ImportProgress(collection, done, agenda + queue, session.Tally.Read));
    }
}

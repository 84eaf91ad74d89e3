using JobsGateway.Import;
using JobsGateway.Migration.Follow;
using JobsGateway.Migration.Live.Checkpoints;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Live;

/// <summary>Imports from a database that is in use, goes on from a checkpoint, and follows it where that is asked for.</summary>
/// <param name="target">The store that takes the jobs.</param>
/// <param name="request">What to import, and how.</param>
/// <param name="console">What the operator sees.</param>
/// <param name="clock">Tells the time.</param>
public sealed class LiveImportRun(ImportTarget target, LiveImportRequest request, ILiveConsole console, TimeProvider clock)
{
    // With the waits between them about a minute, and the driver's own time-outs.
    private const int MaxFailuresInARow = 6;

    private readonly ImportTally _tally = new();
    private readonly FollowTally _changes = new(clock);
    private bool _isFollowing;

    /// <summary>Runs to the end, or while it follows until it is stopped; what was written stays, and running again goes on from there.</summary>
    /// <returns>What became of the documents; a failure is told in it, not thrown.</returns>
    public async Task<LiveImportSummary> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = new CheckpointFile(request.CheckpointFile);
            var (start, note) = await CheckpointStart.DecideAsync(file, request, target, cancellationToken);
            using var source = await LiveSource.ConnectAsync(request, console.Tell, cancellationToken);
            if (note is not null)
                console.Tell(note);
            var keeper = new CheckpointKeeper(file, start);
            // What was decided holds from here on, and a file that can't be written is found out before hours of work.
            keeper.Save(start);
            var session = new LiveSession(request, target, source, keeper, _tally, _changes, new Throttle(request.Rate, clock), console, clock);
            await RunAsync(session, cancellationToken);
            return Summarize(null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Summarize(_isFollowing ? null : "Stopped before everything was read. What was written stays; run the same import again to go on.");
        }
        catch (Exception e) when (e is JobStoreException or ImportException)
        {
            return Summarize(e.Message);
        }
        catch (Exception e) when (SourceFailure.Is(e))
        {
            return Summarize(SourceFailure.Explain(e, request.From) + " What was written stays; run the same import again to go on.");
        }
    }

    private async Task RunAsync(LiveSession session, CancellationToken cancellationToken)
    {
        var setbacks = new Setbacks(request.FirstRetryDelay, console, clock);
        while (true)
        {
            var saves = session.Keeper.Saves;
            try
            {
                await StepsAsync(session, cancellationToken);
                return;
            }
            catch (Exception e) when (SourceFailure.IsPassing(e) || (request.Follow && e is JobStoreException))
            {
                if (session.Keeper.Saves != saves)
                    setbacks.Forget();
                if (!request.Follow && setbacks.InARow >= MaxFailuresInARow)
                    throw;
                await setbacks.WaitAsync(e is JobStoreException ? e.Message : SourceFailure.Explain(e, request.From), cancellationToken);
            }
        }
    }

    // Begins at the checkpoint each time, so that a failure anywhere costs what was not saved, and no more.
    private async Task StepsAsync(LiveSession session, CancellationToken cancellationToken)
    {
        var keeper = session.Keeper;
        var follower = request.Follow ? await Followers.ChooseAsync(session, cancellationToken) : null;
        while (true)
        {
            if (follower is not null && !follower.HasStart(keeper.Current))
            {
                if (keeper.Current.HasProgress)
                    console.Tell("the checkpoint does not tell where to follow from: reading everything once more, jobs that did not change are left as they are");
                // Before the first document is read: what changes from here on is seen.
                keeper.Save(await follower.StartAsync(keeper.Current.StartOver(), cancellationToken));
            }

            var hasCopied = !keeper.Current.IsFinished;
            if (hasCopied)
            {
                _isFollowing = false;
                await new CopyStep(session).RunAsync(cancellationToken);
            }

            if (follower is null)
                return;
            _isFollowing = true;
            var saves = keeper.Saves;
            await follower.RunAsync(cancellationToken);
            if (hasCopied && keeper.Saves == saves)
                throw new ImportException("Reading everything took longer than the server remembers changes, so there is nothing to follow from. Give it a longer oplog, raise --rate, or import without --follow.");
            console.Tell("the server no longer has the changes since the checkpoint (its oplog is shorter than this was away): reading everything once more");
            keeper.Save(keeper.Current.StartOver());
        }
    }

    private LiveImportSummary Summarize(string? failure) => new(_tally.Summarize(failure), _isFollowing ? _changes.Read() : null);
}

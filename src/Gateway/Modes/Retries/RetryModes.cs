using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Modes.Retries;

/// <summary>Retries a job where it lives: each store is asked in turn, and only one that is sure not to have the job lets the next be asked. A retry runs once at most.</summary>
internal sealed class RetryModes(ModeMetrics metrics)
{
    private const string NotSure = "Whether the job is there could not be found out; nothing was retried.";

    /// <summary>Answers a retry of one job.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">A route with a fallback.</param>
    /// <param name="id">The job.</param>
    /// <param name="posted">Whether it was posted, as to the deployed server.</param>
    /// <param name="forward">Lets the server answer for itself.</param>
    public async Task AnswerAsync(HttpContext context, JobsRoute route, JobId id, bool posted, Func<HttpContext, UpstreamStore, Task> forward)
    {
        foreach (var (index, store) in route.StartingAt(route.Store).Index())
        {
            if (index > 0)
            {
                metrics.MovedOn(route.Operation, AnswerKind.NotFound);
                JobsRequest.AnsweredBy(context, store.Name, RouteSide.Fallback);
            }

            if (store is LocalStore local)
            {
                var outcome = await local.Jobs.RetryByIdAsync(id, context.RequestAborted);
                if (outcome.Status != OutcomeStatus.NotFound)
                {
                    await StudioResponse.WriteAsync(context, JobAnswers.Retried(RetryNotes.Note(context, outcome), posted), isRead: false);
                    return;
                }
            }
            else
            {
                var server = ((RemoteStore)store).Upstream;
                var found = await Whereabouts.FindAsync(context, server, id);
                switch (found.Where)
                {
                    case Whereabout.There:
                        await forward(context, server);
                        return;
                    case Whereabout.Unknown:
                        await StudioResponse.WriteAsync(context, found.Refusal ?? JobAnswers.Unavailable($"{store.Name}: {NotSure}", null), isRead: false);
                        return;
                }
            }
        }

        await StudioResponse.WriteAsync(context, JobAnswers.NotFound, isRead: false);
    }

    /// <summary>Answers a retry of several jobs, each where it lives and each decided on its own, in ascending order of their ids.</summary>
    public async Task AnswerAsync(HttpContext context, JobsRoute route, RetryQuery query)
    {
        var stores = route.StartingAt(route.Store);
        var (jobs, skipped) = (new List<JobDocument>(), new List<SkippedJob>());
        string? unavailable = null;
        var isSure = false;
        var left = new Queue<JobId>(query.Ids!.Order());
        while ((query.Limit is null || jobs.Count < query.Limit) && left.TryDequeue(out var id))
        {
            var (document, reason, isUnavailable) = await RetryAsync(context, stores, id, query.Kinds);
            if (document is { } job)
                jobs.Add(job);
            if (reason is not null)
                skipped.Add(new SkippedJob(id, reason));
            if (isUnavailable)
                unavailable = reason;
            isSure |= !isUnavailable;
        }

        await StudioResponse.WriteAsync(
            context,
            unavailable is not null && !isSure ? JobAnswers.Unavailable(unavailable, null) : JobAnswers.Retried(RetryNotes.Note(context, new RetryQueryOutcome(jobs, skipped, left.Count), isDryRun: false), dryRun: false),
            isRead: false);
    }

    private async Task<RetriedJob> RetryAsync(HttpContext context, IReadOnlyList<ConfiguredStore> stores, JobId id, JobKinds kinds)
    {
        foreach (var (index, store) in stores.Index())
        {
            if (index > 0)
                metrics.MovedOn(Operation.RetryByQuery, AnswerKind.NotFound);
            var retried = store is LocalStore local
                ? await RetryAsync(local, id, kinds, context.RequestAborted)
                : await RetryAsync(context, (RemoteStore)store, id);
            if (retried is { } found)
                return found;
        }

        return default; // It is nowhere: left out, as the server leaves out unknown ids.
    }

    private static async Task<RetriedJob?> RetryAsync(LocalStore store, JobId id, JobKinds kinds, CancellationToken cancellationToken) =>
        await store.Jobs.RetryByQueryAsync(new RetryQuery { Ids = new SortedSet<JobId> { id }, Kinds = kinds }, cancellationToken) switch
        {
            { UnavailableReason: not null } => new RetriedJob(null, $"The store {store.Name} is not available; look at the job before you retry it again.", true),
            { Jobs: [var job, ..] } => new RetriedJob(job, null),
            { Skipped: [var skipped, ..] } => new RetriedJob(null, skipped.Reason),
            _ => null,
        };

    private static async Task<RetriedJob?> RetryAsync(HttpContext context, RemoteStore store, JobId id) =>
        (await Whereabouts.FindAsync(context, store.Upstream, id)).Where switch
        {
            Whereabout.There => ServerRetry.Read(store.Name, await Whereabouts.Request(context, ServerRetry.PathOf(id)).RetryAsync(store.Upstream, context.RequestAborted)),
            Whereabout.NotThere => null,
            _ => new RetriedJob(null, $"{store.Name}: {NotSure}", true),
        };
}

/// <summary>What became of one job's retry.</summary>
/// <param name="Job">The new job, where there is one.</param>
/// <param name="Reason">Why there is none; null also for a job that is nowhere.</param>
/// <param name="IsUnavailable">Whether that is because a store could not be asked.</param>
internal readonly record struct RetriedJob(JobDocument? Job, string? Reason, bool IsUnavailable = false)
{
    /// <summary>Without the job.</summary>
    public override string ToString() => Job is null ? Reason ?? "nowhere" : "retried";
}

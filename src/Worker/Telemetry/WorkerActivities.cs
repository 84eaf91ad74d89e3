using System.Diagnostics;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Worker.Telemetry;

/// <summary>The spans of a worker: one an attempt.</summary>
internal static class WorkerActivities
{
    /// <summary>The name of the source.</summary>
    public const string Source = "JobsGateway.Worker";

    private static readonly ActivitySource Activities = new(Source);

    /// <summary>Begins a span; null where nobody listens.</summary>
    public static Activity? Begin(string name, ClaimedJob job)
    {
        // A trace of its own: what enqueued the job has long ended.
        var activity = Activities.StartActivity($"run {name}", ActivityKind.Consumer, parentContext: default);
        return activity?
            .SetTag("job.name", name)
            .SetTag("job.kind", job.Lease.Kind.ToString())
            .SetTag("job.id", job.Lease.Id.ToString())
            .SetTag("job.attempt", job.Attempt);
    }

    public static void End(Activity? activity, string result)
    {
        activity?.SetTag("result", result);
        if (result is not (RunResults.Succeeded or RunResults.Cancelled or RunResults.Released))
            activity?.SetStatus(ActivityStatusCode.Error);
    }
}

using System.Text.Json;

namespace JobsGateway.Stores.Abstractions;

/// <summary>An agenda job's state, which is told by its timestamps only.</summary>
/// <remarks>The same reading as agenda's own dashboard gives: a job is failed while its last finish is its last failure.</remarks>
public static class AgendaState
{
    /// <summary>Its last run failed.</summary>
    public const string Failed = "failed";

    /// <summary>A worker holds it.</summary>
    public const string Running = "running";

    /// <summary>Its last run succeeded.</summary>
    public const string Completed = "completed";

    /// <summary>It has not run yet.</summary>
    public const string Scheduled = "scheduled";

    internal static string Of(JsonElement job)
    {
        var finished = job.DateOrNull("lastFinishedAt");
        var failed = job.DateOrNull("failedAt");
        if (job.DateOrNull("lockedAt") is { } locked && !(finished >= locked) && !(failed >= locked))
            return Running;
        if (failed is not null && !(finished > failed))
            return Failed;
        return finished is not null ? Completed : Scheduled;
    }
}

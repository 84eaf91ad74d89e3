namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>Why a job that waits for no worker, and is held by none, can't be cancelled.</summary>
public static class CancelRules
{
    /// <summary>The refusal.</summary>
    /// <param name="kind">The job's kind.</param>
    /// <param name="id">The job.</param>
    /// <param name="isImported">Whether it was imported.</param>
    /// <param name="status">Its status.</param>
    public static string Refusal(JobKind kind, JobId id, bool isImported, string? status) =>
        kind == JobKind.Agenda ? $"Cannot cancel job {id}: it is an agenda job"
        : isImported ? $"Cannot cancel job {id}: it was imported"
        : $"Cannot cancel job {id} with status {status ?? "null"}";
}

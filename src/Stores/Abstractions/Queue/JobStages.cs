using System.Text;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>What a job's document becomes at each stage of its life: as Studio's would. Pure; stores bring the transaction.</summary>
public static class JobStages
{
    /// <summary>The document of a new job.</summary>
    /// <exception cref="ArgumentException">The data can't be stored (<see cref="StudioData.Normalize"/>).</exception>
    public static JobDocument Create(NewJob job, JobId id, DateTimeOffset now)
    {
        var data = StudioData.Normalize(job.Data, job.Kind, job.CorrelationId);
        return job.Kind == JobKind.Queue
            ? QueueJobStages.Create(id, job.Name, data, now)
            : AgendaJobStages.Create(id, job.Name, data, job.Priority, now + job.Delay);
    }

    /// <summary>A worker has it.</summary>
    public static JobDocument Start(JobKind kind, JobDocument job, DateTimeOffset now) =>
        kind == JobKind.Queue ? QueueJobStages.Start(job, now) : AgendaJobStages.Start(job, now);

    /// <summary>The worker tells what is known so far.</summary>
    /// <exception cref="ArgumentException">The changes can't be stored.</exception>
    public static JobDocument Change(JobKind kind, JobDocument job, JobChanges changes, DateTimeOffset now)
    {
        var changed = DocumentFields.Merge(kind, job, changes.Data);
        return kind == JobKind.Queue ? QueueJobStages.Change(changed, changes.AccountAddress, now) : changed;
    }

    /// <summary>It is done.</summary>
    public static JobDocument Succeed(JobKind kind, JobDocument job, DateTimeOffset now) =>
        kind == JobKind.Queue ? QueueJobStages.Succeed(job, now) : AgendaJobStages.Succeed(job, now);

    /// <summary>It waits for another attempt. Nothing of the one that failed is shown: clients take a <c>failReason</c> for the end.</summary>
    public static JobDocument Wait(JobKind kind, JobDocument job, DateTimeOffset dueAt, DateTimeOffset now) =>
        kind == JobKind.Queue ? QueueJobStages.Wait(job, now) : AgendaJobStages.Wait(job, dueAt);

    /// <summary>It failed, after this many attempts.</summary>
    public static JobDocument Fail(JobKind kind, JobDocument job, string reason, int attempts, DateTimeOffset now)
    {
        // A text that was cut may end with half of a surrogate pair; a failure must be told all the same.
        var shown = string.IsNullOrWhiteSpace(reason) ? JobFailure.Unknown : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(reason));
        return kind == JobKind.Queue ? QueueJobStages.Fail(job, shown, attempts, now) : AgendaJobStages.Fail(job, shown, attempts, now);
    }

    /// <summary>Somebody asked to cancel a queue job that a worker has.</summary>
    public static JobDocument RequestCancel(JobDocument job, DateTimeOffset now) => QueueJobStages.RequestCancel(job, now);

    /// <summary>A queue job was cancelled.</summary>
    public static JobDocument Cancel(JobDocument job, DateTimeOffset now) => QueueJobStages.Cancel(job, now);
}

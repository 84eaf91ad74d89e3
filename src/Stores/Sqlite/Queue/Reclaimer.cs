using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Sqlite.Queue;

/// <summary>Takes back jobs whose lease ended, inside a write transaction.</summary>
internal sealed class Reclaimer(WriteSession session, TimeProvider clock)
{
    private readonly QueueTable _queue = new(session);
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public ReclaimOutcome Reclaim(ReclaimRequest request)
    {
        int requeued = 0, failed = 0, cancelled = 0;
        foreach (var job in _queue.FindExpired(request.Limit, _now))
        {
            if (job.IsCancelRequested)
            {
                End(job, JobStages.Cancel(job.Document, _now));
                cancelled++;
            }
            else if (job.Attempts >= request.MaximumAttempts)
            {
                End(job, JobStages.Fail(job.Kind, job.Document, ReclaimRequest.WorkerDied, job.Attempts, _now));
                failed++;
            }
            else
            {
                _queue.Write(job.Sequence, job.Kind, JobStages.Wait(job.Kind, job.Document, _now, _now));
                _queue.Requeue(job, _now, job.Attempts);
                requeued++;
            }
        }

        return new ReclaimOutcome(requeued, failed, cancelled);
    }

    private void End(QueuedJob job, JobDocument document)
    {
        _queue.Write(job.Sequence, job.Kind, document);
        _queue.Remove(job.Sequence);
    }
}

using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Worker.Store;

/// <summary>The store's queue, once it is ready; unavailable before, and where the store gives up by itself.</summary>
internal sealed class PreparedQueue(QueueStore store, StorePreparation preparation) : IJobQueue
{
    private IJobQueue Queue => (IJobQueue)store.Jobs;

    public ValueTask<JobOutcome> EnqueueAsync(NewJob job, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.EnqueueAsync(job, cancellationToken), JobOutcome.Unavailable, cancellationToken);

    public ValueTask<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.ClaimAsync(request, cancellationToken), ClaimOutcome.Unavailable, cancellationToken);

    public ValueTask<LeaseOutcome> HeartbeatAsync(JobLease lease, TimeSpan duration, JobChanges? changes, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.HeartbeatAsync(lease, duration, changes, cancellationToken), LeaseOutcome.Unavailable, cancellationToken);

    public ValueTask<LeaseOutcome> CompleteAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.CompleteAsync(lease, changes, cancellationToken), LeaseOutcome.Unavailable, cancellationToken);

    public ValueTask<LeaseOutcome> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.FailAsync(lease, failure, cancellationToken), LeaseOutcome.Unavailable, cancellationToken);

    public ValueTask<LeaseOutcome> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.ReleaseAsync(lease, cancellationToken), LeaseOutcome.Unavailable, cancellationToken);

    public ValueTask<LeaseOutcome> ConfirmCancelAsync(JobLease lease, JobChanges? changes, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.ConfirmCancelAsync(lease, changes, cancellationToken), LeaseOutcome.Unavailable, cancellationToken);

    public ValueTask<JobOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.CancelAsync(id, cancellationToken), JobOutcome.Unavailable, cancellationToken);

    public ValueTask<ReclaimOutcome> ReclaimAsync(ReclaimRequest request, CancellationToken cancellationToken) =>
        AskAsync(queue => queue.ReclaimAsync(request, cancellationToken), ReclaimOutcome.Unavailable, cancellationToken);

    private async ValueTask<TOutcome> AskAsync<TOutcome>(Func<IJobQueue, ValueTask<TOutcome>> ask, Func<string, TOutcome> unavailable, CancellationToken cancellationToken)
    {
        try
        {
            return await preparation.FailureAsync(cancellationToken) is { } failure ? unavailable(failure) : await ask(Queue);
        }
        // A driver with a time-out of its own throws what looks like a cancellation. Let through, it would end what waits for the answer.
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return unavailable(StorePreparation.GaveUp(e));
        }
    }
}

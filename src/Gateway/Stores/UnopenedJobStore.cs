using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>Answers in place of a store that is not open: every operation is unavailable.</summary>
internal sealed class UnopenedJobStore : IJobStore
{
    private const string Reason = "The store is not open: its database could not be reached or used so far (see the log).";

    public static UnopenedJobStore Instance { get; } = new();

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => new(JobOutcome.Unavailable(Reason));

    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => new(JobOutcome.Unavailable(Reason));

    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => new(JobsOutcome.Unavailable(Reason));

    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => new(JobOutcome.Unavailable(Reason));

    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => new(RetryQueryOutcome.Unavailable(Reason));

    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => throw new JobStoreException(Reason);

    public ValueTask DisposeAsync() => default;
}

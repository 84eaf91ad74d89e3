using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Tests.Modes.Support;

/// <summary>Makes local stores of type <c>Down</c>, which open and then are never available.</summary>
internal sealed class DownFactory : IJobStoreFactory
{
    private const string Reason = "the disk is gone";

    public string Type => "Down";

    public IJobStore Create(JobStoreContext context) => new Store();

    private sealed class Store : IJobStore
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => new(JobOutcome.Unavailable(Reason));

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => new(JobOutcome.Unavailable(Reason));

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => new(JobsOutcome.Unavailable(Reason));

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => new(JobOutcome.Unavailable(Reason));

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => new(RetryQueryOutcome.Unavailable(Reason));

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => new(false);
    }
}

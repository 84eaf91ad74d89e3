using System.Collections.Concurrent;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>Makes stores that do as told when they are made and opened, and tells which were closed.</summary>
internal sealed class ScriptedFactory(string type) : IJobStoreFactory
{
    public string Type => type;

    public Action OnCreate { get; init; } = () => { };

    public Action OnPrepare { get; init; } = () => { };

    /// <summary>The names of the stores that were closed.</summary>
    public ConcurrentQueue<string> Closed { get; init; } = [];

    public IJobStore Create(JobStoreContext context)
    {
        OnCreate();
        return new Store(this, context.Name);
    }

    private sealed class Store(ScriptedFactory factory, string name) : IJobStore
    {
        public ValueTask DisposeAsync()
        {
            factory.Closed.Enqueue(name);
            return ValueTask.CompletedTask;
        }

        public Task PrepareAsync(CancellationToken cancellationToken)
        {
            factory.OnPrepare();
            return Task.CompletedTask;
        }

        public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
